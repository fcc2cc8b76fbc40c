import { dayNumber } from '@hornbook/shared/learning/local-day.ts';
import { liveQuery } from 'dexie';
import { beforeEach, describe, expect, test } from 'vitest';
import { setClock } from './clock.ts';
import { enrol } from './commands/enrol.ts';
import { startPlanEntry } from './commands/plan-entries.ts';
import { completeLesson } from './commands/study-lesson.ts';
import type { Connections } from './connections.ts';
import { clockOffsets } from './corrected-clock.ts';
import { readDayPlan } from './queries/day-plan.ts';
import { readDueReviews } from './queries/due-reviews.ts';
import { readLearningRecord } from './queries/learning-record.ts';
import { readSkills } from './queries/skills.ts';
import { readStudyTotals } from './queries/study-totals.ts';
import { freshDevice, install, reload, setOffset } from './testing/fresh-device.ts';
import { publishSample, SAMPLE } from './testing/sample-course.ts';

const DAY = 86_400_000;
const TRUE_TIME = Date.UTC(2026, 0, 5, 12);
let device: Connections;

/** The day every screen takes for today, and the day a row written now lies on. */
const days = async () => {
  const { localDay, open } = await readDayPlan(device);
  const entry = open.find(({ kind, status }) => kind === 'lesson' && status === 'open');
  if (entry) await startPlanEntry(entry);
  const rows = await device.learner.rows('planEntries').toArray();
  const written = rows.toSorted((a, b) => (a.startedAt ?? 0) - (b.startedAt ?? 0)).map((row) => row.localDay);
  const [record, totals] = [await readLearningRecord(device), await readStudyTotals(device)];
  expect([record.today, totals.today]).toEqual([localDay, localDay]);
  return { localDay, written };
};

describe.each([
  { off: 3 * DAY, is: 'fast', wrongDay: '2026-01-08' },
  { off: -3 * DAY, is: 'slow', wrongDay: '2026-01-02' },
])('[C1] on a device whose clock is three days $is', ({ off, wrongDay }) => {
  beforeEach(async () => {
    device = await freshDevice();
    setClock(() => TRUE_TIME + off);
    await install(device, await publishSample());
    await enrol(SAMPLE.courseId);
  });

  test('what is shown and what is written lie on one day, before the first contact and after', async () => {
    expect(await days()).toEqual({ localDay: wrongDay, written: [wrongDay] });
    await setOffset(device, -off);
    expect((await readDayPlan(device)).localDay).toBe('2026-01-05');
    await device.learner.rows('planEntries').clear();
    expect(await days()).toEqual({ localDay: '2026-01-05', written: ['2026-01-05'] });
    await completeLesson(SAMPLE.courseId, SAMPLE.lessonId(0, 0));
    expect((await readDayPlan(device)).done).toMatchObject([{ target: SAMPLE.lessonId(0, 0) }]);
    expect((await readLearningRecord(device)).streak).toMatchObject({ current: 1, activeToday: true });
    device = await reload();
    expect((await readDayPlan(device)).localDay).toBe('2026-01-05');
    // As an earlier version of the app left it.
    await clockOffsets(device.learner).delete('clock');
    device = await reload();
    expect((await readDayPlan(device)).localDay).toBe('2026-01-05');
  });

  test('reviews and skills come due by the corrected clock', async () => {
    await setOffset(device, -off);
    const card = { kind: 'numeric', reviews: 1, lapses: 0, rightDays: 1, lastRight: true, lastDay: 0, keptDay: null };
    const today = dayNumber('2026-01-05');
    const known = { stability: 1, difficulty: 5, latest: null };
    await device.learner.cards.bulkPut(
      [today - 1, today + 1].map((dueDay, n) => ({
        ...{ ...card, ...known, dueDay, questionId: SAMPLE.questionId(0, 0, n) },
      })) as never[],
    );
    expect(await readDueReviews(device)).toMatchObject({ waiting: 1 });
    await device.learner.skillStates.put({
      skillId: SAMPLE.skillIds[0],
      mastered: true,
      items: 9,
      dueAt: TRUE_TIME + DAY,
      stability: 7,
      lastGoodAt: TRUE_TIME - DAY,
      recent: [],
    } as never);
    expect((await readSkills(device)).counts).toMatchObject({ mastered: 1, review_needed: 0 });
  });

  test('screens are told when the clock is put right, and of no other write to the sync state', async () => {
    const seen: string[] = [];
    const subscription = liveQuery(() => readDayPlan(device)).subscribe(({ localDay }) => void seen.push(localDay));
    await expect.poll(() => seen).toEqual([wrongDay]);
    await setOffset(device, 0);
    await setOffset(device, -off);
    await expect.poll(() => seen).toEqual([wrongDay, '2026-01-05']);
    subscription.unsubscribe();
  });
});
