import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { enrol } from '../commands/enrol.ts';
import { downloadCourse, downloadPart, pauseDownload, resumeDownload } from '../commands/manage-downloads.ts';
import { removeDownload } from '../commands/remove-downloads.ts';
import { startAttempt } from '../commands/take-attempt.ts';
import type { Connections } from '../connections.ts';
import { foldStaleAttempts } from '../folds.ts';
import { localWrite } from '../local-write.ts';
import { readCourseBySlug } from '../queries/courses.ts';
import { readDownloads, readStorageUse } from '../queries/downloads.ts';
import { readLesson } from '../queries/lessons.ts';
import { type FakeService, fakeService } from '../testing/fake-service.ts';
import { freshDevice } from '../testing/fresh-device.ts';
import { publishSample, SAMPLE } from '../testing/sample-course.ts';
import { refreshCatalogue } from './refresh-catalogue.ts';
import { downloadOnce, runDownloads } from './run-downloads.ts';

const { courseId } = SAMPLE;
const signal = new AbortController().signal;
let device: Connections;
let service: FakeService;

const course = async () => {
  const found = await readCourseBySlug(device, SAMPLE.slug);
  if (found.kind !== 'ready') throw new Error(found.kind);
  return found.course;
};
const partsAsked = () => service.asked.filter((path) => path !== '/packs/catalogue').length;
const firstVisit = async () => {
  await refreshCatalogue(device, signal);
  expect(await downloadOnce(device, signal)).toBe(true);
};

beforeEach(async () => {
  device = await freshDevice();
  service = fakeService();
  service.publish(await publishSample());
});
afterEach(() => {
  vi.unstubAllGlobals();
});

describe('content on this device', () => {
  test('has the catalogue and the text of every first unit after the first visit', async () => {
    expect(await readCourseBySlug(device, SAMPLE.slug)).toEqual({ kind: 'unknown' });
    await firstVisit();
    const { units } = await course();
    expect(units.map(({ lessons }) => lessons.map(({ downloaded }) => downloaded))).toEqual([
      [true, true],
      [false, false],
    ]);
    expect(await readLesson(device, SAMPLE.slug, SAMPLE.lessonId(0, 0))).toMatchObject({ kind: 'ready' });
    expect(await readLesson(device, SAMPLE.slug, SAMPLE.lessonId(1, 0))).toMatchObject({ kind: 'missing' });
    expect(await device.catalogue.assets.count()).toBe(0);
  });

  test('begins with what is being looked at, and lets it show before anything else is fetched', async () => {
    await refreshCatalogue(device, signal);
    const stored = await device.catalogue.catalogue.get('catalogue');
    const [sample] = stored?.catalogue.courses ?? [];
    if (!stored || !sample) throw new Error('There is no catalogue.');
    const other = { ...sample, courseId: crypto.randomUUID(), slug: 'another', version: 'f'.repeat(64) };
    const courses = [other, sample];
    await device.catalogue.catalogue.put({ ...stored, catalogue: { ...stored.catalogue, courses } });
    const [wish] = await device.catalogue.reasons.toArray();
    if (!wish) throw new Error('Nothing is wanted.');
    await device.catalogue.reasons.put({ ...wish, id: `${other.courseId}/start`, courseId: other.courseId, at: 0 });

    const before = service.asked.length;
    const shown: string[][] = [];
    const letShow = async () => {
      shown.push(service.asked.slice(before));
    };
    const second = SAMPLE.lessonId(0, 1);
    const looked = { course: SAMPLE.slug, about: second };
    await downloadOnce(device, signal, new Set(), { looked, letShow });
    const part = (await course()).units[0]?.lessons.find(({ header }) => header.id === second)?.header.part.sha256;
    expect(shown).toEqual([[`/packs/${sample.version}`, `/packs/${part}`]]);
    // The other course's table of contents comes last.
    expect(service.asked.slice(before).findIndex((path) => path.endsWith(other.version))).toBe(3);
  });

  test('lets a page that is about no course show before anything is fetched, and then what was asked for meanwhile', async () => {
    await refreshCatalogue(device, signal);
    const before = service.asked.length;
    const letShow = async () => {
      expect(service.asked.length).toBe(before);
      await downloadCourse(courseId);
    };
    await downloadOnce(device, signal, new Set(), { letShow });
    expect((await course()).download).toBe('downloaded');
  });

  test('asks for the catalogue by its tag, and keeps the old one when a stranger answers', async () => {
    await firstVisit();
    const before = await device.catalogue.catalogue.get('catalogue');
    await refreshCatalogue(device, signal);
    service.meddle = () => new Response('<h1>Hotel</h1>', { headers: { 'content-type': 'text/html' } });
    await expect(refreshCatalogue(device, signal)).rejects.toThrow();
    expect((await device.catalogue.catalogue.get('catalogue'))?.catalogue).toEqual(before?.catalogue);
  });

  test('keeps no list whose first units were never wished for, whenever the page dies', async () => {
    const dies = vi.spyOn(device.catalogue.reasons, 'put').mockRejectedValueOnce(new Error('the page is gone'));
    await expect(refreshCatalogue(device, signal)).rejects.toThrow('gone');
    dies.mockRestore();
    await firstVisit();
    expect(await device.catalogue.reasons.count()).toBe(1);
  });

  test('are shown once the list of courses is here, in its order, whatever becomes of each', async () => {
    expect(await readDownloads(device)).toBeUndefined();
    await refreshCatalogue(device, signal);
    const stored = await device.catalogue.catalogue.get('catalogue');
    const [sample] = stored?.catalogue.courses ?? [];
    const [wish] = await device.catalogue.reasons.toArray();
    if (!stored || !sample || !wish) throw new Error('There is no catalogue.');
    const ids = ['c', 'a', 'b'];
    const courses = ids.map((id) => ({ ...sample, courseId: id, slug: id }));
    await device.catalogue.catalogue.put({ ...stored, catalogue: { ...stored.catalogue, courses } });
    for (const id of ids) await device.catalogue.reasons.put({ ...wish, id: `${id}/start`, courseId: id });
    const shown = async () => (await readDownloads(device))?.map((download) => download.courseId);
    expect(await shown()).toEqual(ids);
    for (const [index, status] of (['wanted', 'done', 'paused'] as const).entries())
      await device.catalogue.reasons.update(`${ids[index]}/start`, { status });
    expect(await shown()).toEqual(ids);
  });

  test('brings a course that is taken, texts and pictures', async () => {
    await firstVisit();
    await enrol(courseId);
    await downloadOnce(device, signal);
    const { download, sizeBytes, storedBytes, units } = await course();
    expect(units.flatMap(({ lessons }) => lessons).every(({ downloaded }) => downloaded)).toBe(true);
    expect(download).toBe('downloaded');
    expect(storedBytes).toBe(sizeBytes);
    // The page of the course and that of all downloads say the same.
    const { contentBytes, courses } = await readStorageUse(device);
    expect(contentBytes).toBe(sizeBytes);
    expect(courses).toMatchObject([{ courseId, bytes: sizeBytes }]);
  });

  test('goes on where it was cut off, and fetches nothing twice', async () => {
    await firstVisit();
    await downloadCourse(courseId);
    let left = 2;
    const before = partsAsked();
    service.meddle = () => {
      left -= 1;
      if (left < 0) throw new TypeError('fetch failed');
      return undefined;
    };
    expect(await downloadOnce(device, signal)).toBe(false);
    expect(await readDownloads(device)).toContainEqual(
      expect.objectContaining({ scope: 'course', status: 'wanted', failure: 'unreachable' }),
    );
    service.meddle = () => undefined;
    expect(await downloadOnce(device, signal)).toBe(true);
    // Two lessons, four pictures and the cover were missing; one file was asked for twice, because of the cut.
    expect(partsAsked() - before).toBe(8);
    expect((await course()).download).toBe('downloaded');
  });

  test('takes nothing for a part but what its hash says', async () => {
    await firstVisit();
    await downloadCourse(courseId);
    service.meddle = (path) => (path === '/packs/catalogue' ? undefined : new Response('<h1>Hotel</h1>'));
    await downloadOnce(device, signal);
    expect(await readDownloads(device)).toContainEqual(
      expect.objectContaining({ scope: 'course', status: 'failed', failure: 'damaged' }),
    );
    service.meddle = () => undefined;
    await resumeDownload(courseId);
    await downloadOnce(device, signal);
    expect((await course()).download).toBe('downloaded');
  });

  test('waits while paused, keeping what is there', async () => {
    await firstVisit();
    await downloadCourse(courseId);
    let left = 1;
    service.meddle = () => {
      left -= 1;
      if (left === 0) void pauseDownload(courseId);
      return undefined;
    };
    await downloadOnce(device, signal);
    const paused = await course();
    expect(paused.download).toBe('paused');
    expect(paused.storedBytes).toBeLessThan(paused.sizeBytes);
    await resumeDownload(courseId);
    await downloadOnce(device, signal);
    expect((await course()).download).toBe('downloaded');
  });

  test('frees what is removed and does not bring it back by itself', async () => {
    await firstVisit();
    await downloadCourse(courseId);
    await downloadOnce(device, signal);
    const { storedBytes } = await course();
    expect(await removeDownload(courseId)).toEqual({ kind: 'removed', freedBytes: storedBytes });
    await refreshCatalogue(device, signal);
    await enrol(courseId);
    await downloadOnce(device, signal);
    expect((await course()).storedBytes).toBe(0);
    await downloadPart(courseId, SAMPLE.unitId(1));
    await downloadOnce(device, signal);
    expect((await course()).units.map(({ download }) => download)).toEqual(['none', 'downloaded']);
  });

  test('counts reasons: one unit of a whole course can go, the others stay', async () => {
    await firstVisit();
    await downloadCourse(courseId);
    await downloadOnce(device, signal);
    await removeDownload(courseId, SAMPLE.unitId(0));
    expect((await course()).units.map(({ download }) => download)).toEqual(['none', 'downloaded']);
  });

  test('keeps what an attempt in progress needs', async () => {
    await firstVisit();
    await startAttempt(SAMPLE.slug, SAMPLE.quizId(0, 0));
    await removeDownload(courseId);
    const { units } = await course();
    expect(units[0]?.lessons.map(({ downloaded }) => downloaded)).toEqual([true, false]);
  });

  test('fetches only what changed in a new version, and shows the old one until that is here', async () => {
    await firstVisit();
    await downloadCourse(courseId);
    await downloadOnce(device, signal);
    const before = partsAsked();
    const changed = await publishSample({ firstLessonHtml: '<p>First, corrected.</p>' });
    service.publish(changed);
    await refreshCatalogue(device, signal);
    expect(await readLesson(device, SAMPLE.slug, SAMPLE.lessonId(0, 0))).toMatchObject({
      part: { html: '<p>First.</p>' },
    });
    await downloadOnce(device, signal);
    expect(partsAsked() - before).toBe(2);
    expect(await readLesson(device, SAMPLE.slug, SAMPLE.lessonId(0, 0))).toMatchObject({
      version: changed.entry.version,
      part: { html: '<p>First, corrected.</p>' },
    });
    expect(await device.catalogue.parts.count()).toBe(4);
  });

  test('says how much room is needed when there is none', async () => {
    await firstVisit();
    vi.stubGlobal('navigator', { storage: { estimate: async () => ({ quota: 6_000_000, usage: 5_999_000 }) } });
    const asked = await downloadCourse(courseId);
    expect(asked).toMatchObject({ kind: 'no-room', freeBytes: 0 });
  });
});

describe('attempts from another device about content that was never here', () => {
  test('get what their skills need, and nothing else is kept', async () => {
    const { entry } = await publishSample();
    const answer = {
      courseVersion: entry.version,
      response: { kind: 'numeric' as const, text: '0' },
      hintsUsed: 0,
      durationMs: 1,
      answeredAt: 5,
      localDay: '2026-01-05',
    };
    const attempt = {
      courseId: SAMPLE.courseId,
      seed: 'seed',
      replicaId: 'replicab00',
      startedAt: 1,
      timeZone: 'UTC',
      utcOffsetMinutes: 0,
      timeLimitMs: null,
      status: 'completed' as const,
      completedAt: 5,
      completedDay: '2026-01-05',
    };
    const ids = [SAMPLE.questionId(1, 0, 0), SAMPLE.questionId(1, 1, 0)] as const;
    await localWrite(device, async ({ put }) => {
      const quiz = { mode: 'activity' as const, activityId: SAMPLE.quizId(1, 0), questionIds: [ids[0]], replicaSeq: 1 };
      const free = { mode: 'mixed' as const, activityId: null, questionIds: [ids[1]], replicaSeq: 2 };
      await put('attempts', { ...attempt, ...quiz, id: SAMPLE.courseId, answers: { [ids[0]]: answer } });
      await put('attempts', { ...attempt, ...free, id: SAMPLE.unitId(0), answers: { [ids[1]]: answer } });
    });
    await foldStaleAttempts(device);
    expect(await device.learner.skillStates.count()).toBe(0);
    expect(await downloadOnce(device, signal)).toBe(true);
    await foldStaleAttempts(device);
    expect(await device.learner.skillStates.toArray()).toMatchObject([{ skillId: SAMPLE.skillIds[0], items: 2 }]);
    expect(await device.learner.foldedAttempts.where('lacks').equals(1).count()).toBe(0);
    expect(await device.catalogue.parts.count()).toBe(0);
  });
});

describe('the downloader', () => {
  test('works by itself on what is wanted, rests when offline, and goes on when told that the network is back', async () => {
    const session = new AbortController();
    let hurry = () => {};
    let offline = true;
    service.meddle = () => {
      if (offline) throw new TypeError('fetch failed');
      return undefined;
    };
    const running = runDownloads(device, session.signal, {
      onRunning: (again) => {
        hurry = again;
      },
    });
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect(service.asked.length).toBe(1);
    offline = false;
    hurry();
    await vi.waitFor(async () => expect((await course()).units[0]?.lessons[1]?.downloaded).toBe(true));
    await downloadCourse(courseId);
    await vi.waitFor(async () => expect((await course()).download).toBe('downloaded'));
    session.abort();
    await running;
  });
});
