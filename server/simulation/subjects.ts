/** Server time at the beginning of every history. */
export const START_MS = 1_760_000_000_000;

/** What rows are about. Few, so that devices meet; content ids are the same for all learners. */
export const COURSES = [1, 2].map((n) => `0190a000-0000-7000-8000-00000000c00${n}`);
export const LESSONS = [1, 2, 3].map((n) => `0190a000-0000-7000-8000-00000000e00${n}`);
/** The first, so that histories of one lesson have it too. */
export const UNPUBLISHED_LESSON = LESSONS[0] as string;
export const DAYS = ['2026-01-02', '2026-01-03'];

/** An attempt's id names its learner, so that a stray row is recognised. */
export const attemptId = (learner: number, n: number): string =>
  `0190a000-0000-7000-8${learner}00-${n.toString(16).padStart(12, '0')}`;

export const SUBJECT = '0190a000-0000-7000-8000-00000000a001';
/** A note's id names its learner, too. */
export const noteId = (learner: number, n: number): string =>
  `0190a000-0000-7000-9${learner}00-${n.toString(16).padStart(12, '0')}`;
