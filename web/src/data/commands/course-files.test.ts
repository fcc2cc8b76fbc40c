import { FIRST_LINE_BYTES } from '@hornbook/shared/content/course-file.ts';
import { propertyRuns } from '@hornbook/shared/testing/property-runs.ts';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Connections } from '../connections.ts';
import { refreshCatalogue } from '../downloads/refresh-catalogue.ts';
import { downloadOnce } from '../downloads/run-downloads.ts';
import { readCourseBySlug } from '../queries/courses.ts';
import { readLesson } from '../queries/lessons.ts';
import { type FakeService, fakeService } from '../testing/fake-service.ts';
import { freshDevice } from '../testing/fresh-device.ts';
import { publishSample, SAMPLE } from '../testing/sample-course.ts';
import { signingService } from '../testing/signed-sample.ts';
import { downloadCourse } from './manage-downloads.ts';
import { lookAtCourseFile, looksLikeCourse, takeCourseFile } from './open-course-file.ts';
import { makeCourseFile } from './pass-on-course.ts';

const signal = new AbortController().signal;
let device: Connections;
let service: FakeService;
let signing: Awaited<ReturnType<typeof signingService>>;

beforeEach(async () => {
  device = await freshDevice();
  service = fakeService();
  signing = await signingService(service);
  await signing.publish(await publishSample({ units: 1, mediaBytes: 5_000 }));
});
afterEach(() => vi.unstubAllGlobals());

const meet = async () => {
  await refreshCatalogue(device, signal);
  await downloadOnce(device, signal);
};
/** The file that a device makes which has all of the course. */
const fileOf = async (withMedia = false): Promise<File> => {
  await meet();
  await downloadCourse(SAMPLE.courseId, { withMedia });
  await downloadOnce(device, signal);
  const made = await makeCourseFile(SAMPLE.slug, { withMedia });
  if (made.kind !== 'made') throw new Error(made.kind);
  return made.file;
};
/** Another device of the same service, which knows of its other courses at most, and has no network now. */
const otherDevice = async (): Promise<void> => {
  device = await freshDevice();
  const { signer } = service;
  if (!signer) throw new Error('Nobody signs.');
  const catalogue = { format: 1 as const, signer, courses: [] };
  await device.catalogue.catalogue.put({ id: 'catalogue', etag: '"0"', catalogue, fetchedAt: 0 });
  service.meddle = () => {
    throw new TypeError('no network');
  };
};
const everything = async () =>
  JSON.stringify(await Promise.all(device.catalogue.tables.map(async (table) => [table.name, await table.toArray()])));
const withByte = (bytes: Uint8Array, at: number, value: number): Blob => {
  const copy = new Uint8Array(bytes);
  copy[at] = value;
  return new Blob([copy]);
};

describe('a course that goes from hand to hand', () => {
  test('is whole on a device without a network, lesson by lesson, and is not asked for again', async () => {
    const file = await fileOf(true);
    expect(file.name).toBe('sample.hornbook');
    await otherDevice();
    expect(await looksLikeCourse(file)).toBe(true);
    expect(await lookAtCourseFile(file)).toMatchObject({
      kind: 'ready',
      standing: 'new',
      lessonCount: 2,
      withMedia: true,
    });
    expect(await readCourseBySlug(device, SAMPLE.slug)).toEqual({ kind: 'unknown' });
    expect(await takeCourseFile(file)).toEqual({ kind: 'taken', slug: 'sample', title: 'Sample course' });
    const found = await readCourseBySlug(device, SAMPLE.slug);
    expect(found).toMatchObject({
      kind: 'ready',
      course: { download: 'downloaded', media: { download: 'downloaded' } },
    });
    for (const lesson of [0, 1])
      expect(await readLesson(device, SAMPLE.slug, SAMPLE.lessonId(0, lesson))).toMatchObject({ kind: 'ready' });
    expect(await lookAtCourseFile(file)).toMatchObject({ kind: 'here' });
    // It can be given on from here, and is the same.
    const again = await makeCourseFile(SAMPLE.slug, { withMedia: true });
    expect(again.kind === 'made' && (await again.file.text())).toBe(await file.text());
    const asked = service.asked.length;
    service.meddle = () => undefined;
    await meet();
    expect(service.asked.slice(asked).filter((path) => path !== '/packs/catalogue')).toEqual([]);
  });

  test('brings what is newer, takes no step back, and leaves recordings that were asked for to the network', async () => {
    const first = await fileOf();
    await signing.publish(await publishSample({ units: 1, mediaBytes: 5_000, firstLessonHtml: '<p>Mended.</p>' }), 2);
    const second = await fileOf();
    await otherDevice();
    expect(await takeCourseFile(first)).toMatchObject({ kind: 'taken' });
    expect(await lookAtCourseFile(second)).toMatchObject({ kind: 'ready', standing: 'newer' });
    expect(await takeCourseFile(second)).toMatchObject({ kind: 'taken' });
    const lesson = await readLesson(device, SAMPLE.slug, SAMPLE.lessonId(0, 0));
    expect(JSON.stringify(lesson)).toContain('Mended');
    expect(await takeCourseFile(first)).toMatchObject({ kind: 'older', title: 'Sample course' });
    // The first version's text is gone, and nothing of the second.
    expect(await device.catalogue.parts.count()).toBe(2);
  });

  test('is made only of what is here and signed', async () => {
    await meet();
    expect(await makeCourseFile(SAMPLE.slug)).toEqual({ kind: 'incomplete' });
    expect(await makeCourseFile('another')).toEqual({ kind: 'unknown' });
    service.publish(await publishSample({ units: 1 }));
    await meet();
    expect(await makeCourseFile(SAMPLE.slug)).toEqual({ kind: 'unsigned' });
  });

  test('is refused in every way a file can be wrong, and changes nothing', async () => {
    const file = await fileOf(true);
    const bytes = new Uint8Array(await file.arrayBuffer());
    const line = new TextDecoder().decode(bytes.subarray(0, FIRST_LINE_BYTES));
    const headBytes = Number(/\d+/.exec(line)?.[0]);
    const headText = new TextDecoder().decode(bytes.subarray(FIRST_LINE_BYTES, FIRST_LINE_BYTES + headBytes));
    const rest = bytes.subarray(FIRST_LINE_BYTES + headBytes);
    const withHead = (change: (head: Record<string, unknown>) => void, body: BlobPart = rest): Blob => {
      const head = JSON.parse(headText) as Record<string, unknown>;
      change(head);
      const json = new TextEncoder().encode(JSON.stringify(head));
      return new Blob([`HORNBOOK COURSE ${String(json.length).padStart(8, '0')}\n`, json, body]);
    };
    await otherDevice();
    const refusals: [string, Blob, string][] = [
      ['nothing', new Blob([]), 'not-a-course'],
      ['a picture', new Blob([new Uint8Array([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10])]), 'not-a-course'],
      ['a letter', new Blob(['Dear all, the course is attached.']), 'not-a-course'],
      ['a web page', new Blob(['<!doctype html><html></html>']), 'not-a-course'],
      ['an archive', new Blob([new Uint8Array([0x50, 0x4b, 3, 4, 0, 0, 0, 0])]), 'not-a-course'],
      ['only its first words', new Blob([bytes.subarray(0, 18)]), 'cut'],
      ['only its first line', new Blob([bytes.subarray(0, FIRST_LINE_BYTES)]), 'cut'],
      ['half of its head', new Blob([bytes.subarray(0, FIRST_LINE_BYTES + 40)]), 'cut'],
      ['half of it', new Blob([bytes.subarray(0, bytes.length / 2)]), 'cut'],
      ['all but its last byte', new Blob([bytes.subarray(0, -1)]), 'cut'],
      ['something after its end', new Blob([bytes, 'x']), 'damaged'],
      ['a line of another form', new Blob(['HORNBOOK COURSE of the future\n', rest]), 'newer-form'],
      ['a newer form', withHead((head) => Object.assign(head, { format: 2 })), 'newer-form'],
      ['a head that is too long', new Blob(['HORNBOOK COURSE 99999999\n', '{}']), 'too-large'],
      ['a head that is no JSON', new Blob(['HORNBOOK COURSE 00000002\n', '{{', rest]), 'damaged'],
      ['a head of nothing', new Blob(['HORNBOOK COURSE 00000004\n', 'null']), 'damaged'],
      ['files that are no list', withHead((head) => Object.assign(head, { files: 7 })), 'damaged'],
      [
        'a size below nothing',
        withHead((head) => Object.assign(head, { manifest: { sha256: 'a'.repeat(64), sizeBytes: -1 } })),
        'damaged',
      ],
      [
        'a size beyond all bounds',
        withHead((head) => Object.assign(head, { manifest: { sha256: 'a'.repeat(64), sizeBytes: 2 ** 40 } })),
        'too-large',
      ],
      ['another signature', withHead((head) => Object.assign(head, { signature: 'A'.repeat(86) })), 'foreign'],
      ['a signature that is none', withHead((head) => Object.assign(head, { signature: '!' })), 'foreign'],
      ['another course’s name', withHead((head) => Object.assign(head, { courseId: SAMPLE.unitId(0) })), 'foreign'],
      ['a later number', withHead((head) => Object.assign(head, { number: 99 })), 'foreign'],
      ['another manifest', withByte(bytes, FIRST_LINE_BYTES + headBytes + 5, 0), 'damaged'],
      ['another byte in a lesson', withByte(bytes, bytes.length - 11_000, 1), 'damaged'],
      ['another byte at its end', withByte(bytes, bytes.length - 1, 255), 'damaged'],
      [
        'a lesson that is left out',
        withHead(
          (head) => {
            const [, ...files] = head.files as { sizeBytes: number }[];
            head.files = files;
          },
          rest.slice((JSON.parse(headText) as { files: { sizeBytes: number }[] }).files[0]?.sizeBytes),
        ),
        'damaged',
      ],
    ];
    const before = await everything();
    for (const [what, blob, why] of refusals)
      expect([what, await takeCourseFile(blob)]).toEqual([what, { kind: 'refused', why }]);
    expect(await everything()).toBe(before);

    // Of another service: whole and signed, but not by the one this device belongs to.
    const known = await device.catalogue.catalogue.get('catalogue');
    if (!known) throw new Error('There is no catalogue.');
    const key = await crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, true, ['sign', 'verify']);
    const { x = '', y = '' } = await crypto.subtle.exportKey('jwk', key.publicKey);
    await device.catalogue.catalogue.put({ ...known, catalogue: { ...known.catalogue, signer: { x, y } } });
    expect(await takeCourseFile(file)).toEqual({ kind: 'refused', why: 'foreign' });
    await device.catalogue.catalogue.clear();
    expect(await takeCourseFile(file)).toEqual({ kind: 'no-contact-yet' });
  });

  test('any single changed or missing byte is found, and the device stays as it was', async () => {
    const bytes = new Uint8Array(await (await fileOf()).arrayBuffer());
    await otherDevice();
    const before = await everything();
    await fc.assert(
      fc.asyncProperty(
        fc.nat(bytes.length - 1),
        fc.integer({ min: 1, max: 255 }),
        fc.boolean(),
        async (at, by, cut) => {
          const wrong = cut
            ? new Blob([bytes.subarray(0, at)])
            : withByte(bytes, at, ((bytes[at] as number) + by) & 255);
          expect((await takeCourseFile(wrong)).kind).toBe('refused');
        },
      ),
      propertyRuns(60),
    );
    expect(await everything()).toBe(before);
  });

  test('says when there is no room, before anything is kept', async () => {
    const file = await fileOf();
    await otherDevice();
    vi.stubGlobal('navigator', { storage: { estimate: async () => ({ quota: 6_000_000, usage: 5_999_000 }) } });
    expect(await takeCourseFile(file)).toMatchObject({ kind: 'no-room' });
    expect(await device.catalogue.parts.count()).toBe(0);
  });
});
