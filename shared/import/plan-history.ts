import { MOST_PAST_REVIEWS, type PastReview, readReviews, spellReview } from '../learning/past-review.ts';
import type { NoteHistory } from './anki-history.ts';

/* What bringing a history does to a learner's cards: what is there stays, and what is new is added. */

/** What is there stays, so a set only grows: as many are no human's reviews of one question, and a row has its bounds. */
const MOST_KEPT = 900;

/** A question of a course that the learner takes, made of a note. */
export interface FoundQuestion {
  questionId: string;
  courseId: string;
  kind: string;
}

export interface ToBring {
  notes: readonly NoteHistory[];
  /** The questions that were made of a note. */
  questionsOf: (note: NoteHistory) => readonly FoundQuestion[];
  /** What was brought before, by question. */
  brought: ReadonlyMap<string, readonly string[]>;
  /** The learner's local day of an instant. */
  dayOf: (at: number) => string;
}

export interface HistoryPlan {
  /** Reviews to add, by question. */
  writes: { questionId: string; kind: string; reviews: string[] }[];
  /** Courses in which cards were found. */
  courses: { courseId: string; cards: number; fresh: number; known: number }[];
  /** Notes of which none of these courses has a question. */
  missing: NoteHistory[];
  /** Reviews that are older than as many as one question keeps. */
  older: number;
}

export const planHistory = ({ notes, questionsOf, brought, dayOf }: ToBring): HistoryPlan => {
  const byQuestion = new Map<string, { question: FoundQuestion; reviews: NoteHistory['reviews'] }>();
  const missing: NoteHistory[] = [];
  for (const note of notes) {
    const questions = questionsOf(note);
    if (questions.length === 0) missing.push(note);
    for (const question of questions) {
      const known = byQuestion.get(question.questionId);
      byQuestion.set(question.questionId, { question, reviews: [...(known?.reviews ?? []), ...note.reviews] });
    }
  }
  const courses = new Map<string, HistoryPlan['courses'][number]>();
  const writes: HistoryPlan['writes'] = [];
  let older = 0;
  for (const { question, reviews } of byQuestion.values()) {
    const { questionId, courseId, kind } = question;
    const added = addedTo(brought.get(questionId) ?? [], reviews, dayOf);
    const course = courses.get(courseId) ?? { courseId, cards: 0, fresh: 0, known: 0 };
    courses.set(courseId, course);
    course.cards += 1;
    course.fresh += added.fresh.length;
    course.known += added.known;
    older += added.older;
    if (added.fresh.length > 0) writes.push({ questionId, kind, reviews: added.fresh.map(spellReview).sort() });
  }
  return { writes, courses: [...courses.values()], missing, older };
};

/** A review is known by its instant: where it was read again in another zone, it keeps the day it has. */
const addedTo = (
  brought: readonly string[],
  reviews: NoteHistory['reviews'],
  dayOf: ToBring['dayOf'],
): { fresh: PastReview[]; known: number; older: number } => {
  const before = new Set(readReviews(brought).map(({ at }) => at));
  const news = new Map(reviews.filter(({ at }) => !before.has(at)).map((review) => [review.at, review]));
  const newest = new Set([...before, ...news.keys()].sort((a, b) => b - a).slice(0, MOST_PAST_REVIEWS));
  const room = Math.max(0, MOST_KEPT - brought.length);
  const fresh = [...news.values()]
    .filter(({ at }) => newest.has(at))
    .sort((a, b) => b.at - a.at)
    .slice(0, room);
  return {
    fresh: fresh.map((review) => ({ ...review, localDay: dayOf(review.at) })),
    known: new Set(reviews.filter(({ at }) => before.has(at)).map(({ at }) => at)).size,
    older: news.size - fresh.length,
  };
};
