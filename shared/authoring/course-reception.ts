/*
 * What learners make of a course, for its authors: counts, stars and words, and never whose they are. People are counted in
 * whole groups: of 23 who answered the first 20 are counted, and of 4 nobody. So nothing is said of fewer than a group, and
 * no figure moves by one person's doing. Of each learner the first answer to a question counts: later ones know better.
 */

/** Fewer are never told of. */
export const GROUP = 5;

export type ReceptionTarget = 'course' | 'lesson' | 'activity';

export interface QuestionReception {
  id: string;
  /** How many were counted, and whose first answer was right. */
  learners: number;
  right: number;
  /** From showing it to answering it: half took longer. Milliseconds. */
  typicalMs: number;
  /** What wrong answers chose, the most chosen first: ids of options, or `true` and `false`. None that one learner alone chose. */
  chosen: { option: string; learners: number }[];
}

export interface CourseReception {
  kind: 'reception';
  /** When the service counted, in milliseconds. */
  at: number;
  /** Learners who took the course or read in it, and those who finished it. */
  begun: number;
  finished: number;
  /** By lesson: who opened it, and who read it to its end. */
  lessons: { id: string; opened: number; completed: number }[];
  questions: QuestionReception[];
  stars: { target: ReceptionTarget; id: string; learners: number; average: number }[];
  /** What they wrote, fewest stars first; none before a group has begun the course. */
  texts: { target: ReceptionTarget; id: string; stars: number; type: FeedbackType; text: string }[];
}

type FeedbackType = 'praise' | 'problem' | 'idea' | 'question';
