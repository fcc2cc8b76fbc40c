import { createHash } from 'node:crypto';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { courseText } from '@hornbook/shared/content/course-file.ts';
import type { Catalogue, CourseManifest } from '@hornbook/shared/content/pack.ts';
import { Hono } from 'hono';
import { beforeAll, expect, test } from 'vitest';
import { compileFiles } from '../content/folder-courses.ts';
import { publishCourse } from '../content/publish.ts';
import { miniCourse } from '../content/testing/mini-course.ts';
import { readEnv } from '../env.ts';
import { describeOnBoth } from '../testing/test-database.ts';
import { packsRoutes } from './packs.ts';
import { securityHeaders } from './security-headers.ts';

describeOnBoth('packs', (database) => {
  const get = (path: string, headers: Record<string, string> = {}) =>
    new Hono()
      .use(securityHeaders(readEnv({})))
      .route('/packs', packsRoutes({ database: database() }))
      .request(`/packs/${path}`, { headers });
  const bytesOf = async (response: Response) => Buffer.from(await response.arrayBuffer());
  const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');

  let manifest: string;
  let svg: string;
  beforeAll(async () => {
    expect(await (await get('catalogue')).json()).toMatchObject({ format: 1, courses: [] });
    const { courses, skills } = await compileFiles(new Map([['mini', miniCourse()]]));
    for (const course of courses) await publishCourse(database(), course, skills, new Date());
    const catalogue = (await (await get('catalogue')).json()) as Catalogue;
    manifest = catalogue.courses[0]?.version ?? '';
    svg = catalogue.courses[0]?.thumbnail?.sha256 ?? '';
  });

  test('the catalogue is asked for anew each time and not sent twice', async () => {
    const response = await get('catalogue');
    expect(response.headers.get('cache-control')).toBe('no-cache');
    expect(response.headers.get('content-type')).toContain('application/json');
    expect(await response.json()).toMatchObject({
      format: 1,
      courses: [{ slug: 'mini', unitCount: 1, lessonCount: 2, manifest: { sha256: manifest } }],
    });
    const again = await get('catalogue', { 'if-none-match': response.headers.get('etag') ?? '' });
    expect(again.status).toBe(304);
    expect(await again.text()).toBe('');
    await database().query('update courses set unpublished_at = now()');
    const without = await get('catalogue', { 'if-none-match': response.headers.get('etag') ?? '' });
    // Who has it keeps it; the others are not shown it.
    expect(await without.json()).toMatchObject({ format: 1, courses: [{ slug: 'mini', hidden: true }] });
    await database().query('update courses set unpublished_at = null');
  });

  test('courses are signed by a key that stays, so that they are known when they come in a file', async () => {
    const read = async () => (await (await get('catalogue')).json()) as Catalogue;
    const [{ signer, courses }, later] = [await read(), await read()];
    const [course] = courses;
    if (!signer || !course?.signature || !course.number) throw new Error('It is not signed.');
    expect(later.signer).toEqual(signer);
    const key = await crypto.subtle.importKey(
      'jwk',
      { kty: 'EC', crv: 'P-256', ...signer },
      { name: 'ECDSA', namedCurve: 'P-256' },
      false,
      ['verify'],
    );
    const isSigned = (number: number) =>
      crypto.subtle.verify(
        { name: 'ECDSA', hash: 'SHA-256' },
        key,
        Buffer.from(course.signature ?? '', 'base64url'),
        Buffer.from(courseText({ courseId: course.courseId, number, version: course.version })),
      );
    expect([await isSigned(course.number), await isSigned(course.number + 1)]).toEqual([true, false]);
  });

  test('every file a manifest names is there under its hash, for ever', async () => {
    const response = await get(manifest);
    expect(response.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
    expect(response.headers.get('content-type')).toContain('application/json');
    expect(response.headers.get('x-content-type-options')).toBe('nosniff');
    const bytes = await bytesOf(response);
    expect(sha256(bytes)).toBe(manifest);
    const { units, thumbnail } = JSON.parse(bytes.toString()) as CourseManifest;
    const refs = units.flatMap((unit) => [
      ...(unit.part ? [unit.part] : []),
      ...unit.assets,
      ...unit.lessons.flatMap(({ part, assets }) => [part, ...assets]),
    ]);
    for (const ref of thumbnail ? [...refs, thumbnail] : refs) {
      const file = await bytesOf(await get(ref.sha256));
      expect(sha256(file)).toBe(ref.sha256);
      expect(file.byteLength).toBe(ref.sizeBytes);
    }
  });

  test('a picture can be shown and do nothing else', async () => {
    const { headers } = await get(svg);
    expect(headers.get('content-type')).toBe('image/svg+xml');
    expect(headers.get('content-security-policy')).toContain('sandbox');
    expect(headers.get('content-security-policy')).toContain("default-src 'none'");
  });

  test('files come compressed to those who can read it', async () => {
    for (const [accept, encoding, plain] of [
      ['gzip, deflate, br', 'br', brotliDecompressSync],
      ['gzip', 'gzip', gunzipSync],
      ['gzip;q=0, br;q=0', null, (bytes: Buffer) => bytes],
    ] as const) {
      const response = await get(manifest, { 'accept-encoding': accept });
      expect(response.headers.get('content-encoding')).toBe(encoding);
      expect(response.headers.get('vary')).toBe('Accept-Encoding');
      const bytes = await bytesOf(response);
      expect(response.headers.get('content-length')).toBe(String(bytes.byteLength));
      expect(sha256(Buffer.from(plain(bytes)))).toBe(manifest);
      const again = await get(manifest, { 'if-none-match': response.headers.get('etag') ?? '' });
      expect(again.status).toBe(304);
    }
  });

  test('a download goes on where it was cut', async () => {
    const whole = await bytesOf(await get(manifest));
    const size = whole.byteLength;
    const gzip = { 'accept-encoding': 'gzip' };
    for (const [range, first, last] of [
      ['bytes=0-9', 0, 9],
      ['bytes=10-', 10, size - 1],
      [`bytes=5-${size + 100}`, 5, size - 1],
      ['bytes=-7', size - 7, size - 1],
      [`bytes=-${size + 5}`, 0, size - 1],
    ] as const) {
      const response = await get(manifest, { ...gzip, range });
      expect(response.status, range).toBe(206);
      expect(response.headers.get('content-range')).toBe(`bytes ${first}-${last}/${size}`);
      expect(response.headers.get('content-encoding')).toBeNull();
      expect(await bytesOf(response)).toEqual(whole.subarray(first, last + 1));
    }
    for (const range of [`bytes=${size}-`, 'bytes=-0', 'bytes=99999999999999-']) {
      const response = await get(manifest, { range });
      expect(response.status, range).toBe(416);
      expect(response.headers.get('content-range')).toBe(`bytes */${size}`);
    }
    for (const range of ['bytes=0-1,3-4', 'bytes=5-2', 'bytes=-', 'lines=1-2'])
      expect((await get(manifest, { range })).status, range).toBe(200);
    expect((await get(manifest, { range: 'bytes=0-9', 'if-range': '"other"' })).status).toBe(200);
    expect((await get(manifest, { range: 'bytes=0-9', 'if-range': `"${manifest}"` })).status).toBe(206);
  });

  test('what is not there is said as data', async () => {
    for (const path of ['0'.repeat(64), '0'.repeat(63), manifest.toUpperCase()]) {
      const response = await get(path);
      expect(response.status, path).toBe(404);
      expect(response.headers.get('content-type'), path).toContain('application/json');
      expect(response.headers.get('cache-control'), path).toBe('private, no-store');
    }
    expect((await get('0'.repeat(64), { range: 'bytes=0-1' })).status).toBe(404);
  });
});
