import { describe, expect, test } from 'vitest';
import { type PlanState, planDay } from './daily-plan.ts';
import { DAY_MS, dayNumber } from './local-day.ts';
import { FIRST_COSTS } from './study-costs.ts';

const TODAY = '2026-03-04';
const noon = (daysFromToday: number) => (dayNumber(TODAY) + daysFromToday) * DAY_MS + DAY_MS / 2;

const nothing: PlanState = {
  lessons: [],
  activities: [],
  openAttempts: [],
  skills: [],
  cards: { due: 0, forecast: [] },
  doneActivities: new Set(),
  doneSkills: new Set(),
  doneCards: 0,
  rows: [],
  costs: FIRST_COSTS,
};
const lesson = (lessonId: string, changes: Partial<PlanState['lessons'][number]> = {}) => ({
  lessonId,
  courseId: 'course',
  minutes: 6,
  begun: false,
  completedDay: null,
  questions: 3,
  ...changes,
});
const quiz = (activityId: string, changes: Partial<PlanState['activities'][number]> = {}) => ({
  activityId,
  courseId: 'course',
  questions: 4,
  code: false,
  tried: false,
  ready: true,
  ...changes,
});
const row = (
  kind: PlanState['rows'][number]['kind'],
  target: string,
  changes: Partial<PlanState['rows'][number]> = {},
) => ({
  localDay: TODAY,
  kind,
  target,
  minutes: 4,
  startedAt: null,
  state: 'open' as const,
  movedTo: null,
  deletedAt: null,
  ...changes,
});
const names = (state: PlanState, minutes = 15) =>
  planDay(state, TODAY, minutes).map(({ kind, target, status }) => `${kind} ${target} ${status}`);

describe('the plan of a day', () => {
  test('is reviews, what was begun, what is new, then one item of what is known', () => {
    const state = {
      ...nothing,
      cards: { due: 20, forecast: [] },
      skills: [
        { skillId: 'fading', dueAt: noon(-1), questions: 4 },
        { skillId: 'known', dueAt: noon(9), questions: 4 },
      ],
      openAttempts: [{ attemptId: 'half', activityId: 'a', courseId: 'course', questionsLeft: 2 }],
      lessons: [lesson('begun', { begun: true }), lesson('next')],
      activities: [quiz('untried')],
    };
    expect(names(state, 30)).toEqual([
      'cards due open',
      'skill fading open',
      'attempt half open',
      'lesson begun open',
      'quiz untried open',
      'lesson next open',
      'mixed any open',
    ]);
  });

  test('gives a backlog of reviews at most three fifths of the minutes while there is something else', () => {
    const backlog = { ...nothing, cards: { due: 500, forecast: [] } };
    expect(planDay(backlog, TODAY, 10)).toMatchObject([{ kind: 'cards', minutes: 10, count: 75, partly: true }]);
    const both = planDay({ ...backlog, lessons: [lesson('begun', { begun: true })] }, TODAY, 10);
    expect(both).toMatchObject([
      { kind: 'cards', minutes: 6, count: 45 },
      { kind: 'lesson', minutes: 6, partly: false },
    ]);
  });

  test('keeps the share of reviews also when a lesson was done first', () => {
    const state = {
      ...nothing,
      skills: [{ skillId: 'fading', dueAt: noon(-1), questions: 4 }],
      lessons: [lesson('read', { completedDay: TODAY, minutes: 9 }), lesson('next')],
    };
    expect(names(state)).toEqual(['skill fading open', 'lesson next open', 'lesson read done']);
  });

  test('holds new lessons back while the reviews of the coming week fill the minutes', () => {
    const state = { ...nothing, lessons: [lesson('new')] };
    expect(names({ ...state, cards: { due: 1, forecast: Array(7).fill(10) } })).toContain('lesson new open');
    expect(names({ ...state, cards: { due: 1, forecast: Array(7).fill(120) } })).not.toContain('lesson new open');
  });

  test('begins with a part of what is too long for the day', () => {
    const state = { ...nothing, lessons: [lesson('long', { minutes: 40 })] };
    expect(planDay(state, TODAY, 10)).toMatchObject([{ target: 'long', minutes: 10, partly: true }]);
  });

  test('takes the courses in turn', () => {
    const lessons = [lesson('a1'), lesson('a2'), lesson('b1', { courseId: 'other' })];
    expect(names({ ...nothing, lessons }, 30)).toEqual(['lesson a1 open', 'lesson b1 open', 'lesson a2 open']);
  });
});

describe('what a learner did to it', () => {
  const state = { ...nothing, lessons: [lesson('a'), lesson('b'), lesson('c')] };

  test('shows as done what was done, whether or not the plan was asked', () => {
    const done = { ...state, lessons: [lesson('a', { completedDay: TODAY }), lesson('b')] };
    expect(names(done, 12)).toEqual(['lesson b open', 'lesson a done']);
    const quizzes = { ...nothing, activities: [quiz('q', { tried: true })], doneActivities: new Set(['q']) };
    expect(names(quizzes)).toEqual(['quiz q done']);
  });

  test('a skipped entry frees no room for another one, and can be taken back', () => {
    expect(names({ ...state, rows: [row('lesson', 'a', { state: 'skipped', minutes: 6 })] }, 12)).toEqual([
      'lesson a skipped',
      'lesson b open',
    ]);
    expect(names({ ...state, rows: [row('lesson', 'a')] }, 12)).toEqual(['lesson a open', 'lesson b open']);
  });

  test('a moved entry comes first on its new day, before what is new there', () => {
    const moved = row('lesson', 'c', { localDay: '2026-03-03', state: 'moved', movedTo: TODAY });
    expect(names({ ...state, rows: [moved] }, 6)).toEqual(['lesson c open']);
    const gone = { ...state, lessons: [lesson('c', { completedDay: '2026-03-03' })], rows: [moved] };
    expect(names(gone)).toEqual([]);
  });

  test('a started entry never vanishes, even when nothing else is known of it', () => {
    const rows = [
      row('attempt', 'elsewhere', { startedAt: 5 }),
      row('skill', 'unknown', { startedAt: 5, state: 'moved' }),
    ];
    expect(names({ ...nothing, rows })).toEqual(['skill unknown moved', 'attempt elsewhere done']);
  });

  test('reviews are done when as many as were planned are', () => {
    const started = { ...nothing, cards: { due: 30, forecast: [] }, rows: [row('cards', 'due', { startedAt: 5 })] };
    expect(names({ ...started, doneCards: 10 })).toEqual(['cards due started']);
    expect(names({ ...started, doneCards: 30 })).toEqual(['cards due done']);
  });
});
