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
import { pageHints } from './page-hints.ts';

let webFolder: string;
beforeAll(() => {
  webFolder = mkdtempSync(join(tmpdir(), 'hornbook-hints-'));
  const pages = {
    '/learn': ['/assets/learn.js'],
    '/learn/:course': ['/assets/course.js', '/assets/course.css'],
    '/learn/:course/lessons/:lesson': ['/assets/lesson.js'],
    '/play/:course/:activity': ['/assets/play.js'],
  };
  writeFileSync(join(webFolder, 'page-scripts.json'), JSON.stringify(pages));
});
afterAll(() => rmSync(webFolder, { recursive: true, force: true }));

describeOnBoth('hints of a page', (database) => {
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
  const hints = (path: string) => pageHints({ database: database(), webFolder })(path);
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

  test('styles are named as styles, and a course brings the texts of its first unit', async () => {
    const link = await hints('/learn/mini');
    expect(link).toContain('</assets/course.css>; rel=preload; as=style; crossorigin');
    for (const { part } of manifest.units[0]?.lessons ?? []) expect(link).toContain(pack(part.sha256));
  });

  test('what is not there, or not published, or a broken address has the hints of its screen alone', async () => {
    for (const path of ['/learn/none', '/learn/%E0%A4%A', "/learn/'; select 1"])
      expect(await hints(path)).not.toContain('/packs/');
    await database().query('update courses set unpublished_at = now()');
    expect(await hints('/learn/mini')).not.toContain('/packs/');
    await database().query('update courses set unpublished_at = null');
    expect(await hints('/nowhere')).toBeUndefined();
  });

  test('the page comes without hints of its course while the database is away, and for a build without a list', async () => {
    const away = { ...database(), query: () => Promise.reject(new Error('away')) } as unknown as Database;
    expect(await pageHints({ database: away, webFolder })('/learn/mini')).toContain('/assets/course.js');
    expect(await pageHints({ database: away, webFolder: join(webFolder, 'none') })('/learn/mini')).toBeUndefined();
  });
});
