import type { PlanEntryRow } from '../collections/plan-entries.ts';
import { dayNumber } from './local-day.ts';
import { FREE_SIZE } from './pick-questions.ts';
import type { Costs } from './study-costs.ts';

/** The numbers of the plan, named in what comes of them. */
export const PLAN_POLICY = {
  version: 1,
  /** Of the minutes, at most this much goes to reviews while there is something else to do. */
  reviewShare: 0.6,
  /** A plan is never longer than this times the minutes. */
  most: 1.2,
  /** A new question comes back about this often within its first week. */
  reviewsOfNew: 3,
} as const;
export type PlanPolicy = { readonly [Name in keyof typeof PLAN_POLICY]: number };

export type PlanKind = PlanEntryRow['kind'];

export interface PlanLesson {
  lessonId: string;
  courseId: string;
  /** The author's estimate. */
  minutes: number;
  begun: boolean;
  completedDay: string | null;
  questions: number;
}

export interface PlanActivity {
  activityId: string;
  courseId: string;
  questions: number;
  /** Coding takes longer than choosing. */
  code: boolean;
  /** Done before, on whatever day. */
  tried: boolean;
  /** Its lesson, when that is completed: time to see what stayed. */
  ready: boolean;
}

export interface PlanState {
  /** Courses being taken, the one last opened first; their lessons and activities in the author's order. */
  lessons: readonly PlanLesson[];
  activities: readonly PlanActivity[];
  /** Attempts begun and not finished, the latest first. */
  openAttempts: readonly { attemptId: string; activityId: string; courseId: string | null; questionsLeft: number }[];
  /** Mastered skills with the instant they begin to fade, and the questions a practice of each has. */
  skills: readonly { skillId: string; dueAt: number; questions: number }[];
  /** Cards due by the end of the day, and how many come due on each of the seven days from it on. */
  cards: { due: number; forecast: readonly number[] };
  /** Activities (free attempts by their mode) and skills that a completed attempt of the day was about. */
  doneActivities: ReadonlySet<string>;
  doneSkills: ReadonlySet<string>;
  /** Cards reviewed on the day in completed attempts. */
  doneCards: number;
  /** Rows of the day, and those moved to it. */
  rows: readonly Pick<
    PlanEntryRow,
    'localDay' | 'kind' | 'target' | 'minutes' | 'startedAt' | 'state' | 'movedTo' | 'deletedAt'
  >[];
  costs: Costs;
}

export interface PlanEntry {
  kind: PlanKind;
  target: string;
  courseId: string | null;
  minutes: number;
  /** More of it is left than the day has room for. */
  partly: boolean;
  /** Of cards: how many of them fit. */
  count: number;
  /** Done because the learner says so; their rows don't know of it. */
  ticked: boolean;
  status: 'open' | 'started' | 'done' | 'skipped' | 'moved';
}

interface Candidate {
  kind: PlanKind;
  target: string;
  courseId: string | null;
  seconds: number;
}

const entryKey = ({ kind, target }: Pick<PlanEntry, 'kind' | 'target'>): string => `${kind}/${target}`;
const wholeMinutes = (seconds: number): number => Math.max(1, Math.ceil(seconds / 60));

/** An instant belongs to the day of UTC here: the same for every device, wherever its learner is. */
const isDueOn = (dueAt: number, localDay: string): boolean => Math.floor(dueAt / 86_400_000) <= dayNumber(localDay);

/**
 * The plan of a local day: what comes of the learner's rows and nothing else, so that every device has the same. What
 * can be played here and now is a matter of display. In the order of doing: reviews, what was begun, something new as
 * long as the week to come stays within the minutes, one mixed item of what is known.
 */
export const planDay = (
  state: PlanState,
  localDay: string,
  minutes: number,
  policy: PlanPolicy = PLAN_POLICY,
): PlanEntry[] => {
  const most = Math.max(1, Math.floor(minutes * policy.most));
  const touched = state.rows.filter((row) => row.localDay === localDay && row.deletedAt === null);
  const rowOf = new Map(touched.map((row) => [entryKey(row), row]));
  const entries: PlanEntry[] = [];
  const has = new Set<string>();
  let used = 0;

  const push = (entry: PlanEntry) => {
    entries.push(entry);
    has.add(entryKey(entry));
    used += entry.minutes;
  };
  const offer = (candidate: Candidate, atMost = Number.POSITIVE_INFINITY) => {
    if (has.has(entryKey(candidate)) || used >= minutes || atMost <= 0) return;
    const whole = wholeMinutes(candidate.seconds);
    // The last one may run over a little; what is longer still is begun today and goes on another day.
    const fits = whole <= most - used && whole <= atMost;
    const planned = fits ? whole : Math.min(whole, minutes - used, atMost);
    push(entryOf(candidate, planned, planned < whole, state, rowOf.get(entryKey(candidate))));
  };

  // What a learner touched stays, at the length it had.
  const known = candidatesByKey(state);
  const order = rankOf(state, localDay);
  for (const row of touched.toSorted((a, b) => order(a) - order(b) || (entryKey(a) < entryKey(b) ? -1 : 1))) {
    if (row.state === 'open' && row.startedAt === null) continue;
    const candidate = known.get(entryKey(row)) ?? { ...row, courseId: null, seconds: row.minutes * 60 };
    push(entryOf(candidate, row.minutes, false, state, row));
  }
  for (const lesson of state.lessons) {
    // Done without the plan being asked: it counts all the same.
    if (lesson.completedDay === localDay && !has.has(`lesson/${lesson.lessonId}`))
      push({ ...entryOf(lessonCandidate(lesson, state), lesson.minutes, false, state), status: 'done' });
  }

  const cards = cardCandidate(state);
  const fading = fadingSkills(state, localDay);
  const moved = state.rows
    .filter((row) => row.state === 'moved' && row.movedTo === localDay && row.deletedAt === null)
    .filter((row) => !isDone(row.kind, row.target, state, row))
    .flatMap((row) => known.get(entryKey(row)) ?? [])
    .toSorted((a, b) => order(a) - order(b));
  const begun = begunThings(state);
  const fresh = newThings(state, minutes, policy);
  const mixed = mixedItem(state, localDay);

  const others = [...moved, ...begun, ...fresh];
  const reviewMost = others.length > 0 ? Math.max(1, Math.floor(minutes * policy.reviewShare)) : minutes;
  const reviewed = () =>
    entries.reduce((sum, entry) => sum + (entry.kind === 'cards' || entry.kind === 'skill' ? entry.minutes : 0), 0);
  for (const review of [...(cards ? [cards] : []), ...fading]) offer(review, reviewMost - reviewed());
  for (const other of others) offer(other);
  if (mixed) offer(mixed);
  return entries.toSorted((a, b) => order(a) - order(b));
};

const entryOf = (
  { kind, target, courseId }: Candidate,
  minutes: number,
  partly: boolean,
  state: PlanState,
  row?: PlanState['rows'][number],
): PlanEntry => {
  const count = kind === 'cards' ? Math.min(state.cards.due, Math.floor((minutes * 60) / state.costs.cardSeconds)) : 0;
  const ticked = row?.state === 'done' && !isDone(kind, target, state, row);
  return { kind, target, courseId, minutes, partly, count, ticked, status: statusOf(kind, target, state, row) };
};

/** Done is what the rows of learning say; a tick only says so where they are silent. */
const statusOf = (
  kind: PlanKind,
  target: string,
  state: PlanState,
  row: PlanState['rows'][number] | undefined,
): PlanEntry['status'] => {
  if (isDone(kind, target, state, row)) return 'done';
  if (row && row.state !== 'open') return row.state;
  return row && row.startedAt !== null ? 'started' : 'open';
};

const isDone = (
  kind: PlanKind,
  target: string,
  state: PlanState,
  row: PlanState['rows'][number] | undefined,
): boolean => {
  switch (kind) {
    case 'cards': {
      const planned = row ? Math.floor((row.minutes * 60) / state.costs.cardSeconds) : 0;
      return state.doneCards > 0 && (state.cards.due === 0 || (row !== undefined && state.doneCards >= planned));
    }
    case 'attempt':
      return row !== undefined && !state.openAttempts.some(({ attemptId }) => attemptId === target);
    case 'lesson':
      return (
        row !== undefined &&
        state.lessons.some(({ lessonId, completedDay }) => lessonId === target && completedDay !== null)
      );
    case 'quiz':
      return state.doneActivities.has(target);
    case 'skill':
      return state.doneSkills.has(target);
    case 'mixed':
      return state.doneActivities.has('mixed');
  }
};

const cardCandidate = ({ cards, costs }: PlanState): Candidate | null =>
  cards.due > 0 ? { kind: 'cards', target: 'due', courseId: null, seconds: cards.due * costs.cardSeconds } : null;

const mixedCandidate = ({ costs }: PlanState): Candidate => ({
  kind: 'mixed',
  target: 'any',
  courseId: null,
  seconds: FREE_SIZE.mixed * costs.questionSeconds,
});

const skillCandidate = (skillId: string, questions: number, { costs }: PlanState): Candidate => ({
  kind: 'skill',
  target: skillId,
  courseId: null,
  seconds: Math.max(1, questions) * costs.questionSeconds,
});

const fadingSkills = (state: PlanState, localDay: string): Candidate[] =>
  state.skills
    .filter(({ dueAt }) => isDueOn(dueAt, localDay))
    .toSorted((a, b) => a.dueAt - b.dueAt || (a.skillId < b.skillId ? -1 : 1))
    .map(({ skillId, questions }) => skillCandidate(skillId, questions, state));

const lessonCandidate = (lesson: PlanLesson, { costs }: PlanState): Candidate => ({
  kind: 'lesson',
  target: lesson.lessonId,
  courseId: lesson.courseId,
  seconds: costs.lessonSeconds ?? lesson.minutes * 60,
});

const attemptCandidate = (
  { attemptId, courseId, questionsLeft }: PlanState['openAttempts'][number],
  { costs }: PlanState,
): Candidate => ({
  kind: 'attempt',
  target: attemptId,
  courseId,
  seconds: Math.max(1, questionsLeft) * costs.questionSeconds,
});

const quizCandidate = ({ activityId, courseId, questions, code }: PlanActivity, { costs }: PlanState): Candidate => ({
  kind: 'quiz',
  target: activityId,
  courseId,
  seconds: Math.max(1, questions) * (code ? costs.codeSeconds : costs.questionSeconds),
});

/** What was begun: attempts, then lessons. */
const begunThings = (state: PlanState): Candidate[] => [
  ...state.openAttempts.map((attempt) => attemptCandidate(attempt, state)),
  ...state.lessons
    .filter(({ begun, completedDay }) => begun && completedDay === null)
    .map((lesson) => lessonCandidate(lesson, state)),
];

/** The questions of what was read, and the next lesson of each course; lessons only as far as the week stays possible. */
const newThings = (state: PlanState, minutes: number, policy: PlanPolicy): Candidate[] => {
  const open = new Set(state.openAttempts.map(({ activityId }) => activityId));
  const quizzes = state.activities
    .filter(
      ({ activityId, tried, ready }) =>
        ready && !open.has(activityId) && (!tried || state.doneActivities.has(activityId)),
    )
    .map((activity) => quizCandidate(activity, state));
  const { cards, costs } = state;
  let weekSeconds = (cards.due + cards.forecast.reduce((sum, count) => sum + count, 0)) * costs.cardSeconds;
  const lessons: Candidate[] = [];
  for (const lesson of nextLessons(state.lessons)) {
    weekSeconds += lesson.questions * policy.reviewsOfNew * costs.cardSeconds;
    if (weekSeconds > minutes * 60 * 7) break;
    lessons.push(lessonCandidate(lesson, state));
  }
  return [...quizzes, ...lessons];
};

/** Lessons not begun, a course in turn: its first, then everybody's second. */
const nextLessons = (lessons: readonly PlanLesson[]): PlanLesson[] => {
  const places = new Map<string, number>();
  return lessons
    .filter(({ begun, completedDay }) => !begun && completedDay === null)
    .map((lesson) => {
      const place = places.get(lesson.courseId) ?? 0;
      places.set(lesson.courseId, place + 1);
      return { lesson, place };
    })
    .toSorted((a, b) => a.place - b.place)
    .map(({ lesson }) => lesson);
};

/** One mixed item of what is known and has not begun to fade. */
const mixedItem = (state: PlanState, localDay: string): Candidate | null =>
  state.skills.some(({ dueAt }) => !isDueOn(dueAt, localDay)) ? mixedCandidate(state) : null;

/** Everything the state knows, whether or not it has a place in the day: touched and moved entries are found again. */
const candidatesByKey = (state: PlanState): Map<string, Candidate> => {
  const cards = cardCandidate(state) ?? { kind: 'cards' as const, target: 'due', courseId: null, seconds: 60 };
  const all: Candidate[] = [
    cards,
    mixedCandidate(state),
    ...state.skills.map(({ skillId, questions }) => skillCandidate(skillId, questions, state)),
    ...state.openAttempts.map((attempt) => attemptCandidate(attempt, state)),
    ...state.lessons.map((lesson) => lessonCandidate(lesson, state)),
    ...state.activities.map((activity) => quizCandidate(activity, state)),
  ];
  return new Map(all.map((candidate) => [entryKey(candidate), candidate]));
};

const kindOrder: Record<PlanKind, number> = { cards: 0, skill: 1, attempt: 2, lesson: 3, quiz: 4, mixed: 5 };

/** In the order of doing: by kind, begun lessons and their questions before what is new. */
const rankOf = (state: PlanState, localDay: string) => {
  const place = new Map<string, number>();
  const inTurn: Candidate[] = [
    ...fadingSkills(state, localDay),
    ...begunThings(state),
    ...state.activities.map((activity) => quizCandidate(activity, state)),
    ...nextLessons(state.lessons).map((lesson) => lessonCandidate(lesson, state)),
  ];
  for (const candidate of inTurn) if (!place.has(entryKey(candidate))) place.set(entryKey(candidate), place.size + 1);
  return (entry: Pick<PlanEntry, 'kind' | 'target'>): number =>
    (entry.kind === 'cards' ? -1 : entry.kind === 'mixed' ? 1e6 : (place.get(entryKey(entry)) ?? 5e5)) +
    kindOrder[entry.kind] / 10;
};
