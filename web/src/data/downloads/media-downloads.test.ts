import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { setClock } from '../clock.ts';
import { enrol } from '../commands/enrol.ts';
import { downloadCourse, downloadNow, downloadPart } from '../commands/manage-downloads.ts';
import { removeDownload, removeMedia } from '../commands/remove-downloads.ts';
import { setDownloadSettings } from '../commands/set-download-settings.ts';
import type { Connections } from '../connections.ts';
import { readCourseBySlug } from '../queries/courses.ts';
import { readDownloads, readTraffic } from '../queries/downloads.ts';
import { type FakeService, fakeService } from '../testing/fake-service.ts';
import { freshDevice } from '../testing/fresh-device.ts';
import { publishSample, SAMPLE } from '../testing/sample-course.ts';
import { refreshCatalogue } from './refresh-catalogue.ts';
import { downloadOnce } from './run-downloads.ts';

const MEDIA_BYTES = 400_000;
const { courseId } = SAMPLE;
const signal = new AbortController().signal;
const first = SAMPLE.lessonId(0, 0);
let device: Connections;
let service: FakeService;

const course = async () => {
  const found = await readCourseBySlug(device, SAMPLE.slug);
  if (found.kind !== 'ready') throw new Error(found.kind);
  return found.course;
};
const mediaHere = async () => (await course()).media?.storedBytes;
const ofReason = async (scope: string) => (await readDownloads(device))?.find((download) => download.scope === scope);
/** Tries again as long as the network goes away, as the downloader does. */
const untilDone = async (): Promise<number> => {
  for (let tries = 1; tries < 200; tries += 1) if (await downloadOnce(device, signal)) return tries;
  throw new Error('It never ends.');
};

beforeEach(async () => {
  device = await freshDevice();
  service = fakeService();
  service.publish(await publishSample({ mediaBytes: MEDIA_BYTES }));
  await refreshCatalogue(device, signal);
  await downloadOnce(device, signal);
});
afterEach(() => {
  vi.unstubAllGlobals();
});

describe('sound and videos', () => {
  test('come only when they are asked for, in one form, each once', async () => {
    await enrol(courseId);
    await downloadOnce(device, signal);
    expect(await course()).toMatchObject({ download: 'downloaded', media: { download: 'none', storedBytes: 0 } });
    expect((await course()).media?.sizeBytes).toBe(4 * MEDIA_BYTES);

    await downloadPart(courseId, first, { withMedia: true });
    await downloadOnce(device, signal);
    expect(await mediaHere()).toBe(MEDIA_BYTES);
    const [unit] = (await course()).units;
    expect(unit?.lessons.map(({ media }) => media?.download)).toEqual(['downloaded', 'some']);

    await downloadCourse(courseId, { withMedia: true });
    await downloadOnce(device, signal);
    expect((await course()).media).toMatchObject({ download: 'downloaded', storedBytes: 4 * MEDIA_BYTES });
  });

  test('go on within a file wherever they were cut off, and cost hardly more than they are large', async () => {
    await downloadCourse(courseId, { withMedia: true });
    service.cutAfter = 150_000;
    service.sentBytes = 0;
    const tries = await untilDone();
    expect(tries).toBeGreaterThan(8);
    const { sizeBytes, media } = await course();
    expect(media?.download).toBe('downloaded');
    expect(service.sentBytes).toBeLessThan(1.1 * (sizeBytes + 4 * MEDIA_BYTES));
    expect(await device.catalogue.pieces.count()).toBe(0);
  });

  test('show how far they are within a file, and what has come survives', async () => {
    await downloadPart(courseId, first, { withMedia: true });
    service.cutAfter = 200_000;
    await downloadOnce(device, signal);
    expect(await mediaHere()).toBeGreaterThan(190_000);
    expect(await mediaHere()).toBeLessThan(MEDIA_BYTES);
    expect((await ofReason(first))?.storedBytes).toBeGreaterThan(190_000);
  });

  test('begin anew where something in between sends the whole file to a request for its rest', async () => {
    await downloadPart(courseId, first, { withMedia: true });
    service.cutAfter = 200_000;
    await downloadOnce(device, signal);
    service.cutAfter = null;
    const honest = globalThis.fetch;
    vi.stubGlobal('fetch', (url: string, { headers: _, ...init }: RequestInit = {}) => honest(url, init));
    await untilDone();
    expect(await mediaHere()).toBe(MEDIA_BYTES);
  });

  test('what they cost of a data plan is told, day by day, cuts or none', async () => {
    const DAY = 86_400_000;
    const before = (await readTraffic(device)).todayBytes;
    await downloadPart(courseId, first, { withMedia: true });
    service.cutAfter = 150_000;
    await untilDone();
    const used = (await readTraffic(device)).todayBytes - before;
    expect(used).toBeGreaterThanOrEqual(MEDIA_BYTES);
    expect(used).toBeLessThan(1.1 * MEDIA_BYTES);
    service.cutAfter = null;
    setClock(() => Date.now() + 40 * DAY);
    expect(await readTraffic(device)).toEqual({ todayBytes: 0, monthBytes: 0, days: [] });
    setClock(() => Date.now() + DAY);
    await downloadCourse(courseId, { withMedia: true });
    await untilDone();
    const { days, monthBytes } = await readTraffic(device);
    expect(days).toHaveLength(2);
    expect(monthBytes).toBe(days.reduce((sum, { bytes }) => sum + bytes, 0));
    expect(days[0]?.bytes).toBeGreaterThanOrEqual(3 * MEDIA_BYTES);
  });

  test('are taken only when their hash says so, and fetched once more before that is told', async () => {
    await downloadPart(courseId, first, { withMedia: true });
    let meddled = 0;
    service.meddle = (path) => {
      if (path === '/packs/catalogue' || meddled >= 2) return undefined;
      meddled += 1;
      return new Response(new Uint8Array(MEDIA_BYTES));
    };
    await downloadOnce(device, signal);
    expect(await ofReason(first)).toMatchObject({ status: 'failed', failure: 'damaged' });
    expect(await device.catalogue.partials.count()).toBe(0);
  });

  test('wait for a network that costs nothing, until it is there or the learner says now', async () => {
    const network = Object.assign(new EventTarget(), { type: 'cellular', saveData: false });
    vi.stubGlobal('navigator', { connection: network });
    await setDownloadSettings({ over: 'unmetered' });
    await downloadPart(courseId, first, { withMedia: true });
    await downloadOnce(device, signal);
    expect(await ofReason(first)).toMatchObject({ status: 'wanted', failure: 'metered' });
    expect(await mediaHere()).toBe(0);
    network.type = 'wifi';
    await downloadOnce(device, signal);
    expect(await mediaHere()).toBe(MEDIA_BYTES);

    network.type = 'cellular';
    await downloadCourse(courseId, { withMedia: true });
    await downloadOnce(device, signal);
    expect(await mediaHere()).toBe(MEDIA_BYTES);
    await downloadNow(courseId, 'course');
    await downloadOnce(device, signal);
    expect(await mediaHere()).toBe(4 * MEDIA_BYTES);
  });

  test('are not brought as pictures either where little data is wanted', async () => {
    await setDownloadSettings({ lowData: 'on' });
    await enrol(courseId);
    await downloadOnce(device, signal);
    const { units } = await course();
    expect(units.flatMap(({ lessons }) => lessons).every(({ downloaded }) => downloaded)).toBe(true);
    expect(await device.catalogue.assets.count()).toBe(0);
  });

  test('can go alone, and stay where another lesson needs the same file', async () => {
    await downloadCourse(courseId, { withMedia: true });
    await downloadOnce(device, signal);
    // The second lesson shows the first one's recording, too.
    expect(await removeMedia(courseId, first)).toEqual({ kind: 'removed', freedBytes: 0 });
    expect(await removeMedia(courseId, SAMPLE.lessonId(0, 1))).toEqual({
      kind: 'removed',
      freedBytes: 2 * MEDIA_BYTES,
    });
    await refreshCatalogue(device, signal);
    await downloadOnce(device, signal);
    expect(await mediaHere()).toBe(2 * MEDIA_BYTES);
    const removed = await removeMedia(courseId);
    expect(removed.freedBytes).toBe(2 * MEDIA_BYTES);
    expect((await course()).download).toBe('downloaded');
  });

  test('a lesson of a whole course can go, and comes back when it is asked for', async () => {
    await downloadCourse(courseId, { withMedia: true });
    await downloadOnce(device, signal);
    await removeDownload(courseId, first);
    const [unit] = (await course()).units;
    expect(unit?.lessons.map(({ downloaded }) => downloaded)).toEqual([false, true]);
    await downloadOnce(device, signal);
    expect((await course()).units[0]?.lessons[0]?.downloaded).toBe(false);
    await downloadPart(courseId, first);
    await downloadOnce(device, signal);
    expect((await course()).units[0]?.lessons[0]?.downloaded).toBe(true);
  });

  test('say beforehand when there is no room for them', async () => {
    vi.stubGlobal('navigator', { storage: { estimate: async () => ({ quota: 6_000_000, usage: 300_000 }) } });
    expect(await downloadCourse(courseId)).toEqual({ kind: 'wanted' });
    expect(await downloadCourse(courseId, { withMedia: true })).toMatchObject({ kind: 'no-room' });
  });
});
