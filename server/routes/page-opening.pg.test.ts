import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CourseManifest } from '@hornbook/shared/content/pack.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { compileFiles } from '../content/folder-courses.ts';
import { publishCourse } from '../content/publish.ts';
import { miniCourse } from '../content/testing/mini-course.ts';
import type { Database } from '../db/connect.ts';
import { describeOnBoth } from '../testing/test-database.ts';
import { pageOpening } from './page-opening.ts';
import { webRoute } from './web.ts';

const PAGE = `<html><head><title>Hornbook</title></head><body id="beginning"><!--about--><!--/about-->${'<p></p>'.repeat(99)}</body></html>`;

let webFolder: string;
beforeAll(() => {
  webFolder = mkdtempSync(join(tmpdir(), 'hornbook-hints-'));
  const pages = {
    '/': ['/assets/sync.js'],
    '/learn': ['/assets/learn.js'],
    '/learn/:course': ['/assets/course.js', '/assets/course.css'],
    '/learn/:course/lessons/:lesson': ['/assets/lesson.js'],
    '/play/:course/:activity': ['/assets/play.js'],
  };
  const words = {
    en: { first: '/assets/en.js', learning: '/assets/en-late.js' },
    es: { first: '/assets/es.js', learning: '/assets/es-late.js' },
  };
  const players = ['/assets/players.js', '/assets/players.css'];
  const first = ['/assets/first.css', '/assets/first.js'];
  writeFileSync(join(webFolder, 'index.html'), PAGE);
  writeFileSync(join(webFolder, 'page-scripts.json'), JSON.stringify({ first, pages, players, words }));
});
afterAll(() => rmSync(webFolder, { recursive: true, force: true }));

describeOnBoth('what a page brings along', (database) => {
  let version: string;
  let manifest: CourseManifest;
  beforeAll(async () => {
    const { courses, skills } = await compileFiles(new Map([['mini', miniCourse()]]));
    for (const course of courses) await publishCourse(database(), course, skills, new Date());
    const [current] = await database().query<{ version: string; bytes: Buffer }>(
      `select c.current_version as version, b.bytes from courses c join pack_blobs b on b.sha256 = c.current_version`,
    );
    version = current?.version ?? '';
    manifest = JSON.parse(Buffer.from(current?.bytes ?? []).toString('utf8'));
  });
  const openingOf = (path: string, languages?: string) =>
    pageOpening({ database: database(), webFolder })(path, languages);
  const hints = async (path: string, languages?: string) => (await openingOf(path, languages)).links;
  const pack = (name: string) => `</packs/${name}>; rel=preload; as=fetch; crossorigin`;

  test('a lesson names its screen, the catalogue, the course and its own text, and no other text', async () => {
    const [first, second] = manifest.units[0]?.lessons ?? [];
    const link = await hints(`/learn/mini/lessons/${second?.id}`);
    expect(link).toContain('</assets/lesson.js>; rel=modulepreload');
    expect(link).toContain(pack('catalogue'));
    expect(link).toContain(pack(version));
    expect(link).toContain(pack(second?.part.sha256 ?? ''));
    expect(link).not.toContain(first?.part.sha256);
  });

  test('an activity names the text of the lesson it is in, by slug or id of the course', async () => {
    const lesson = manifest.units[0]?.lessons.find(({ activities }) => activities.length > 0);
    const activity = lesson?.activities[0]?.id;
    for (const course of ['mini', manifest.courseId])
      expect(await hints(`/play/${course}/${activity}`)).toContain(pack(lesson?.part.sha256 ?? ''));
  });

  test('styles are named as styles, and a course brings its contents, not the texts in it', async () => {
    const link = await hints('/learn/mini');
    expect(link).toContain('</assets/course.css>; rel=preload; as=style; crossorigin');
    expect(link).toContain(pack(version));
    for (const { part } of manifest.units[0]?.lessons ?? []) expect(link).not.toContain(part.sha256);
  });

  test('the players come with a lesson that has something to play, and with no other', async () => {
    const spoken = structuredClone(manifest);
    const [plays, reads] = spoken.units[0]?.lessons ?? [];
    const sound = { sha256: 'f'.repeat(64), sizeBytes: 9, kind: 'audio', mediaType: 'audio/webm', alt: null } as const;
    plays?.assets.push({ ...sound, optional: true });
    const change = 'update pack_blobs set bytes = $1, size_bytes = octet_length($1::bytea) where sha256 = $2';
    await database().query(change, [Buffer.from(JSON.stringify(spoken)), version]);
    expect(await hints(`/learn/mini/lessons/${plays?.id}`)).toContain('</assets/players.js>; rel=modulepreload');
    expect(await hints(`/learn/mini/lessons/${reads?.id}`)).not.toContain('players');
    await database().query(change, [Buffer.from(JSON.stringify(manifest)), version]);
  });

  test('a lesson names the picture it begins with, and nothing else that is in it', async () => {
    const lessons = manifest.units.flatMap((unit) => unit.lessons);
    const named = [];
    for (const { id, part } of lessons) {
      const [blob] = await database().query<{ bytes: Buffer }>('select bytes from pack_blobs where sha256 = $1', [
        part.sha256,
      ]);
      const { html } = JSON.parse(Buffer.from(blob?.bytes ?? []).toString('utf8'));
      const pictures = [...html.matchAll(/src="(\/packs\/[0-9a-f]{64})"/g)].map(([, path]) => path);
      const link = (await hints(`/learn/mini/lessons/${id}`)) ?? '';
      expect([...link.matchAll(/<([^>]+)>; rel=preload; as=image/g)].map(([, path]) => path)).toEqual(
        pictures.slice(0, 1),
      );
      named.push(...pictures.slice(0, 1));
    }
    expect(named.length).toBeGreaterThan(0);
  });

  test('words come in the first language of the browser that there is, and only to screens that wait for them', async () => {
    expect(await hints('/learn', 'fr-CA,es-419;q=0.8,en;q=0.5')).toContain('</assets/es.js>; rel=modulepreload');
    expect(await hints('/learn', 'fr-CA,es-419;q=0.8,en;q=0.5')).toContain('</assets/es-late.js>; rel=modulepreload');
    // The page itself names the first words in English.
    for (const languages of [undefined, 'en-GB', 'fr', 'constructor']) {
      expect(await hints('/learn', languages)).toContain('/assets/en-late.js');
      expect(await hints('/learn', languages)).not.toContain('/assets/en.js');
    }
    expect(await hints('/', 'en')).toBe(
      [
        '</assets/first.css>; rel=preload; as=style; crossorigin',
        '</assets/first.js>; rel=modulepreload',
        '</assets/sync.js>; rel=modulepreload',
      ].join(', '),
    );
    expect(await hints('/', 'es')).not.toContain('late');
  });

  test('what is not there, or not published, or a broken address has the hints of its screen alone', async () => {
    for (const path of ['/learn/none', '/learn/%E0%A4%A', "/learn/'; select 1"])
      expect(await hints(path)).not.toContain('/packs/');
    await database().query('update courses set unpublished_at = now()');
    expect(await hints('/learn/mini')).not.toContain('/packs/');
    await database().query('update courses set unpublished_at = null');
    expect(await hints('/nowhere')).toBeUndefined();
  });

  const opened = async (path: string, headers: Record<string, string> = {}) =>
    webRoute({ database: database(), webFolder }).request(path, { headers });

  test('a lesson can be read in the page itself, and a course says what it is', async () => {
    const [header] = manifest.units[0]?.lessons ?? [];
    const [blob] = await database().query<{ bytes: Buffer }>('select bytes from pack_blobs where sha256 = $1', [
      header?.part.sha256,
    ]);
    const { html } = JSON.parse(Buffer.from(blob?.bytes ?? []).toString('utf8'));
    const lesson = await (await opened(`/learn/mini/lessons/${header?.id}`)).text();
    expect(lesson).toContain(html);
    expect(lesson).toContain(`<title>${header?.title} · Hornbook</title>`);
    const course = await (await opened('/learn/mini')).text();
    expect(course).toContain(`>${manifest.title}</h1>`);
    expect(course).toContain(`>${manifest.shortDescription}</p>`);
    expect(course).toContain('<link rel="stylesheet" crossorigin href="/assets/course.css">');
    expect(course).not.toContain(html);
  });

  test('such a page is not sent again as long as it says the same, and comes compressed', async () => {
    const first = await opened('/learn/mini', { 'accept-encoding': 'br' });
    expect(first.headers.get('content-encoding')).toBe('br');
    expect(first.headers.get('vary')).toBe('Accept-Encoding, Accept-Language');
    const etag = first.headers.get('etag') ?? '';
    expect((await opened('/learn/mini', { 'if-none-match': etag })).status).toBe(304);
    expect((await opened('/', { 'if-none-match': etag })).status).toBe(200);
  });

  test('a page that is about nothing, or about what is not published, is as it was built', async () => {
    await database().query('update courses set unpublished_at = now()');
    for (const path of ['/', '/learn/mini', '/learn/none', '/nowhere'])
      expect(await (await opened(path)).text()).toBe(PAGE);
    await database().query('update courses set unpublished_at = null');
  });

  test('the page comes without hints of its course while the database is away, and for a build without a list', async () => {
    const away = { ...database(), query: () => Promise.reject(new Error('away')) } as unknown as Database;
    const { links, view } = await pageOpening({ database: away, webFolder })('/learn/mini');
    expect(links).toContain('/assets/course.js');
    expect(view).toBeUndefined();
    expect(await pageOpening({ database: away, webFolder: join(webFolder, 'none') })('/learn/mini')).toEqual({});
  });
});
