import { beforeEach, describe, expect, test } from 'vitest';
import { setClock } from '../clock.ts';
import { enrol } from '../commands/enrol.ts';
import { markPlanEntry, startPlanEntry } from '../commands/plan-entries.ts';
import { setProfile } from '../commands/set-profile.ts';
import { completeLesson } from '../commands/study-lesson.ts';
import type { Connections } from '../connections.ts';
import { recordings } from '../manifest-index.ts';
import { freshDevice, install } from '../testing/fresh-device.ts';
import { publishSample, SAMPLE } from '../testing/sample-course.ts';
import { readDayPlan } from './day-plan.ts';
import { readPhrases } from './phrases.ts';

let device: Connections;
let time = Date.UTC(2026, 0, 5, 12);
const DAY = 86_400_000;

beforeEach(async () => {
  device = await freshDevice();
  time = Date.UTC(2026, 0, 5, 12);
  setClock(() => time);
  await install(device, await publishSample());
  await enrol(SAMPLE.courseId);
  await setProfile({ dailyMinutes: 30 });
});

const first = async () => {
  const [entry] = (await readDayPlan(device)).open;
  if (!entry) throw new Error('nothing to do');
  return entry;
};
const rows = () => device.learner.rows('planEntries').toArray();

describe('the plan on a device', () => {
  test('writes nothing until something is done with it', async () => {
    expect((await readDayPlan(device)).open.map(({ kind }) => kind)).toContain('lesson');
    expect(await rows()).toEqual([]);
    await startPlanEntry(await first());
    expect(await rows()).toMatchObject([{ localDay: '2026-01-05', kind: 'lesson', startedAt: time, state: 'open' }]);
    expect(await first()).toMatchObject({ status: 'started' });
  });

  test('puts aside what is skipped, takes it back, and moves to tomorrow', async () => {
    const entry = await first();
    await markPlanEntry(entry, 'skipped');
    expect(await readDayPlan(device)).toMatchObject({ aside: [{ target: entry.target, status: 'skipped' }] });
    await markPlanEntry(entry, 'open');
    expect((await first()).target).toBe(entry.target);
    await markPlanEntry(entry, 'moved');
    expect((await readDayPlan(device)).aside).toMatchObject([{ target: entry.target, status: 'moved' }]);
    time += DAY;
    expect((await first()).target).toBe(entry.target);
    expect((await readDayPlan(device)).aside).toEqual([]);
  });

  test('sees for itself what was done', async () => {
    await completeLesson(SAMPLE.courseId, SAMPLE.lessonId(0, 0));
    const plan = await readDayPlan(device);
    expect(plan.done).toMatchObject([{ kind: 'lesson', target: SAMPLE.lessonId(0, 0) }]);
    expect(plan.open[0]).toMatchObject({ kind: 'quiz', target: SAMPLE.quizId(0, 0) });
  });

  test('says what needs a download, and lists it last', async () => {
    const { open } = await readDayPlan(device);
    const gone = device.catalogue.manifests.toCollection().first();
    const part = (await gone)?.manifest.units[0]?.lessons[0]?.part.sha256 ?? '';
    await device.catalogue.parts.delete(part);
    const later = (await readDayPlan(device)).open;
    expect(later.map(({ target }) => target).sort()).toEqual(open.map(({ target }) => target).sort());
    expect(later.at(-1)).toMatchObject({ target: SAMPLE.lessonId(0, 0), ready: false });
    expect(later.at(-1)?.sizeBytes).toBeGreaterThan(0);
  });

  test('counts a lesson as ready only when it can be heard here, too', async () => {
    await install(device, await publishSample({ mediaBytes: 70_000 }));
    const { open } = await readDayPlan(device);
    const lesson = open.find(({ kind }) => kind === 'lesson');
    expect(lesson).toMatchObject({ ready: false, sizeBytes: 70_000 });
    expect(lesson?.href).toContain('/lessons/');
    const manifest = (await device.catalogue.manifests.toArray()).find(({ manifest: { units } }) =>
      units[0]?.lessons[0]?.assets.some(({ optional }) => optional),
    )?.manifest;
    const [recording] = recordings(manifest?.units[0]?.lessons[0]?.assets ?? [], 'webm');
    await device.catalogue.assets.put({ sha256: recording?.sha256 ?? '', sizeBytes: 70_000 });
    expect((await readDayPlan(device)).open.find(({ kind }) => kind === 'lesson')).toMatchObject({ ready: true });
  });

  test('counts phrases to say as ready only when they can be heard and judged here', async () => {
    const course = await publishSample({ spoken: 6 });
    await install(device, course);
    await completeLesson(SAMPLE.courseId, SAMPLE.lessonId(0, 0));
    const quiz = async () => (await readDayPlan(device)).open.find(({ target }) => target === SAMPLE.quizId(0, 0));
    const asset = course.manifest.units[0]?.lessons[0]?.assets.find(({ optional }) => optional);
    if (!asset) throw new Error('takes are compared with nothing');
    expect(await quiz()).toMatchObject({ ready: false, sizeBytes: asset.sizeBytes });
    await device.catalogue.assets.put({ sha256: asset.sha256, sizeBytes: asset.sizeBytes });
    // It can be judged; a voice to hear it by is still missing.
    expect(await quiz()).toMatchObject({ ready: false });
    const voice = (await readPhrases(device))[0]?.question.voices[0]?.sources[0]?.sha256 ?? '';
    await device.catalogue.assets.put({ sha256: voice, sizeBytes: 10 });
    expect(await quiz()).toMatchObject({ ready: true, sizeBytes: 0 });
  });
});
