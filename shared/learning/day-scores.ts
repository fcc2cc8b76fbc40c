import type { Attempt } from '../collections/attempts.ts';
import type { AttemptScoreView } from './attempt-standing.ts';
import type { AttemptOutcomes } from './outcomes.ts';

/** Raise it when days are made of attempts in another way. */
export const DAY_SCORE_VERSION = 1;

/** A completed attempt in the few numbers that days, points and awards are made of. */
export interface AttemptTally {
  attemptId: string;
  /** An activity's id, or the mode of a free attempt. */
  activityId: string;
  courseId: string | null;
  localDay: string;
  at: number;
  earned: number;
  /** Every point there was, of which there were some. */
  perfect: boolean;
  /** Questions with a grade, and those right without a hint. */
  answered: number;
  correct: number;
  skills: Record<string, Tally>;
}

export interface Tally {
  answered: number;
  correct: number;
}

/** Null unless completed. Nothing but whole numbers, so that sums are exact in any order. */
export const tallyAttempt = (
  attempt: Pick<
    Attempt,
    'id' | 'activityId' | 'mode' | 'courseId' | 'status' | 'completedDay' | 'completedAt' | 'effectiveAt' | 'deletedAt'
  >,
  said: Pick<AttemptOutcomes, 'outcomes'>,
  score: AttemptScoreView,
): AttemptTally | null => {
  if (attempt.status !== 'completed' || attempt.deletedAt !== null || attempt.completedDay === null) return null;
  const questions = new Map<string, boolean>();
  const skills: Record<string, Tally> = {};
  for (const { questionId, skillId, correct, hinted } of said.outcomes) {
    const right = correct && !hinted;
    questions.set(questionId, right);
    const tally = skills[skillId] ?? { answered: 0, correct: 0 };
    skills[skillId] = { answered: tally.answered + 1, correct: tally.correct + (right ? 1 : 0) };
  }
  const scored = score.kind === 'scored' ? score : null;
  return {
    attemptId: attempt.id,
    activityId: attempt.activityId ?? attempt.mode,
    courseId: attempt.courseId,
    localDay: attempt.completedDay,
    at: attempt.effectiveAt ?? attempt.completedAt ?? 0,
    earned: scored?.earned ?? 0,
    perfect: scored !== null && scored.possible > 0 && scored.earned === scored.possible,
    answered: questions.size,
    correct: [...questions.values()].filter(Boolean).length,
    skills,
  };
};

export interface CourseDay extends Tally {
  attempts: number;
  points: number;
  perfect: number;
}

/** What the attempts completed on one local day come to. */
export interface DayScore {
  localDay: string;
  /** By course id; free attempts under 'none'. */
  courses: Record<string, CourseDay>;
  skills: Record<string, Tally>;
  firstAt: number | null;
  lastAt: number | null;
}

/** Points are those of the best attempt at each activity that day: doing it again may better them, never multiply them. */
export const foldDay = (localDay: string, tallies: Iterable<AttemptTally>): DayScore => {
  const day: DayScore = { localDay, courses: {}, skills: {}, firstAt: null, lastAt: null };
  const best = new Map<string, AttemptTally>();
  const seen = new Set<string>();
  const inOrder = [...tallies].sort((a, b) => (a.attemptId < b.attemptId ? -1 : 1));
  for (const tally of inOrder) {
    if (tally.localDay !== localDay || seen.has(tally.attemptId)) continue;
    seen.add(tally.attemptId);
    const course = courseDay(day, tally.courseId);
    course.attempts += 1;
    course.answered += tally.answered;
    course.correct += tally.correct;
    if (tally.perfect) course.perfect += 1;
    for (const [skillId, { answered, correct }] of Object.entries(tally.skills)) {
      const known = day.skills[skillId] ?? { answered: 0, correct: 0 };
      day.skills[skillId] = { answered: known.answered + answered, correct: known.correct + correct };
    }
    day.firstAt = Math.min(day.firstAt ?? tally.at, tally.at);
    day.lastAt = Math.max(day.lastAt ?? tally.at, tally.at);
    if ((best.get(tally.activityId)?.earned ?? -1) < tally.earned) best.set(tally.activityId, tally);
  }
  for (const { courseId, earned } of best.values()) courseDay(day, courseId).points += earned;
  return day;
};

const courseDay = (day: DayScore, courseId: string | null): CourseDay => {
  const key = courseId ?? 'none';
  day.courses[key] ??= { attempts: 0, answered: 0, correct: 0, points: 0, perfect: 0 };
  return day.courses[key];
};

/** The first local day with a result at an activity above the best of all days before it; null when there is none. */
export const firstBetteredDay = (results: Iterable<{ localDay: string; percent: number }>): string | null => {
  const byDay = new Map<string, number>();
  for (const { localDay, percent } of results) byDay.set(localDay, Math.max(byDay.get(localDay) ?? 0, percent));
  let best: number | null = null;
  for (const localDay of [...byDay.keys()].sort()) {
    const percent = byDay.get(localDay) ?? 0;
    if (best !== null && percent > best) return localDay;
    best = Math.max(best ?? 0, percent);
  }
  return null;
};
