import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { propertyRuns } from '../testing/property-runs.ts';
import { type PlanState, planDay } from './daily-plan.ts';
import { DAY_MS, dayNumber } from './local-day.ts';
import { FIRST_COSTS } from './study-costs.ts';

const TODAY = '2026-03-04';
const id = (prefix: string) => fc.nat(6).map((n) => `${prefix}${n}`);
const day = fc.constantFrom('2026-03-02', '2026-03-03', TODAY, '2026-03-05');

const stateArbitrary: fc.Arbitrary<PlanState> = fc.record({
  lessons: fc.uniqueArray(
    fc.record({
      lessonId: id('lesson'),
      courseId: id('course'),
      minutes: fc.integer({ min: 1, max: 60 }),
      begun: fc.boolean(),
      completedDay: fc.option(day),
      questions: fc.nat(12),
    }),
    { selector: ({ lessonId }) => lessonId },
  ),
  activities: fc.uniqueArray(
    fc.record({
      activityId: id('activity'),
      courseId: id('course'),
      questions: fc.nat(20),
      code: fc.boolean(),
      tried: fc.boolean(),
      ready: fc.boolean(),
    }),
    { selector: ({ activityId }) => activityId },
  ),
  openAttempts: fc.uniqueArray(
    fc.record({
      attemptId: id('attempt'),
      activityId: id('activity'),
      courseId: fc.constant(null),
      questionsLeft: fc.nat(30),
    }),
    { selector: ({ attemptId }) => attemptId },
  ),
  skills: fc.uniqueArray(
    fc.record({
      skillId: id('skill'),
      dueAt: fc.integer({ min: -40, max: 40 }).map((days) => (dayNumber(TODAY) + days) * DAY_MS),
      questions: fc.nat(12),
    }),
    { selector: ({ skillId }) => skillId },
  ),
  cards: fc.record({ due: fc.nat(900), forecast: fc.array(fc.nat(90), { maxLength: 7 }) }),
  doneActivities: fc.array(id('activity')).map((ids) => new Set(ids)),
  doneSkills: fc.array(id('skill')).map((ids) => new Set(ids)),
  doneCards: fc.nat(40),
  rows: fc.uniqueArray(
    fc.record({
      localDay: day,
      kind: fc.constantFrom('cards', 'attempt', 'skill', 'lesson', 'quiz', 'mixed'),
      target: fc.oneof(fc.constant('due'), id('attempt'), id('skill'), id('lesson'), id('activity')),
      minutes: fc.integer({ min: 1, max: 20 }),
      startedAt: fc.option(fc.constant(5)),
      state: fc.constantFrom('open', 'done', 'skipped', 'moved'),
      movedTo: fc.option(day),
      deletedAt: fc.constant(null),
    }),
    { selector: ({ localDay, kind, target }) => `${localDay}/${kind}/${target}` },
  ),
  costs: fc.constant(FIRST_COSTS),
});
const minutesArbitrary = fc.integer({ min: 1, max: 120 });

describe('whatever the state, the plan', () => {
  const always = (check: (state: PlanState, minutes: number) => void) =>
    fc.assert(fc.property(stateArbitrary, minutesArbitrary, check), propertyRuns(300));

  test('is never over 1.2 times the minutes, but for what was touched or done by itself', () =>
    always((state, minutes) => {
      const touched = state.rows.filter(
        (row) => row.localDay === TODAY && (row.state !== 'open' || row.startedAt !== null),
      );
      const keys = new Set(touched.map(({ kind, target }) => `${kind}/${target}`));
      const plan = planDay(state, TODAY, minutes);
      const sum = (entries: typeof plan) => entries.reduce((total, entry) => total + entry.minutes, 0);
      const own = plan.filter(({ kind, target }) => keys.has(`${kind}/${target}`));
      const byItself = plan.filter(({ kind, target, status }) => status === 'done' && !keys.has(`${kind}/${target}`));
      const most = Math.max(1, minutes * 1.2);
      // What is given cannot be made less; beyond it nothing is added that goes over.
      expect(sum(plan)).toBeLessThanOrEqual(Math.max(most, sum(own) + sum(byItself)));
      for (const entry of plan) expect(entry.minutes).toBeGreaterThanOrEqual(1);
    }));

  test('is never empty when something is due', () =>
    always((state, minutes) => {
      const due = state.cards.due > 0 || state.skills.some(({ dueAt }) => dueAt <= dayNumber(TODAY) * DAY_MS);
      if (due) expect(planDay(state, TODAY, minutes).length).toBeGreaterThan(0);
    }));

  test('keeps every entry that was started, ticked off, skipped or moved, once', () =>
    always((state, minutes) => {
      const keys = planDay(state, TODAY, minutes).map(({ kind, target }) => `${kind}/${target}`);
      expect(new Set(keys).size).toBe(keys.length);
      for (const row of state.rows) {
        if (row.localDay !== TODAY || (row.state === 'open' && row.startedAt === null)) continue;
        expect(keys).toContain(`${row.kind}/${row.target}`);
      }
    }));

  test('is the same whatever the order its rows came in, and changes nothing it is given', () =>
    always((state, minutes) => {
      const before = JSON.stringify(state);
      const plan = planDay(state, TODAY, minutes);
      const turned = {
        ...state,
        rows: state.rows.toReversed(),
        skills: state.skills.toReversed(),
      };
      expect(planDay(turned, TODAY, minutes)).toEqual(plan);
      expect(JSON.stringify(state)).toBe(before);
    }));
});
