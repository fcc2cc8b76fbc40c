import type { Attempt } from '../collections/attempts.ts';
import type { AnyRow } from '../collections/define-collection.ts';
import type { Enrollment } from '../collections/enrollments.ts';
import type { LearnerSettings } from '../collections/learner-settings.ts';
import type { LessonProgress } from '../collections/lesson-progress.ts';
import type { PastReviews } from '../collections/past-reviews.ts';
import type { Profile } from '../collections/profile.ts';
import type { StudyDay } from '../collections/study-days.ts';
import { type FactsOf, makeAttemptFolder, type Refolded } from './attempt-folder.ts';
import type { Review } from './card.ts';
import { foldHabits, type Habits } from './habits.ts';
import { reviewsFromElsewhere } from './past-review.ts';

/** [D1] The collections derived state is folded from: a change of another one leaves it as it is. */
export const foldedCollections = [
  'attempts',
  'pastReviews',
  'studyDays',
  'lessonProgress',
  'enrollments',
  'profile',
  'learnerSettings',
] as const;
export type FoldedCollection = (typeof foldedCollections)[number];
type OtherCollection = Exclude<FoldedCollection, 'attempts' | 'pastReviews'>;

/** A row as it is now; null for one that is gone. Rows of other collections are passed over. */
export interface ChangedRow {
  collection: string;
  key: string;
  row: AnyRow | null;
}

/** All that one learner's rows come to, kept so that a changed row refolds only what it speaks of. */
export interface LearnerFolder {
  /** What it costs to keep this, in outcomes, reviews and rows. */
  readonly size: number;
  take(rows: Iterable<ChangedRow>, factsOf: FactsOf): Refolded;
  habits(): Habits;
}

export const makeLearnerFolder = (): LearnerFolder => {
  const attempts = makeAttemptFolder();
  const rows: Record<OtherCollection, Map<string, AnyRow>> = {
    studyDays: new Map(),
    lessonProgress: new Map(),
    enrollments: new Map(),
    profile: new Map(),
    learnerSettings: new Map(),
  };
  const all = <R>(collection: OtherCollection) => [...rows[collection].values()] as unknown as R[];
  return {
    get size() {
      return attempts.size + Object.values(rows).reduce((sum, { size }) => sum + size, 0);
    },
    take: (changed, factsOf) => {
      const news: Attempt[] = [];
      const elsewhere = new Map<string, Review[]>();
      for (const { collection, key, row } of changed) {
        if (!isFolded(collection)) continue;
        if (collection === 'pastReviews') elsewhere.set(key, row ? reviewsFromElsewhere(row as PastReviews) : []);
        else if (collection !== 'attempts') {
          if (row) rows[collection].set(key, row);
          else rows[collection].delete(key);
        } else if (row) news.push(row as Attempt);
        // One that is gone says nothing any more, like one that was deleted.
        else news.push(goneAttempt(key));
      }
      return attempts.take(news, factsOf, elsewhere);
    },
    habits: () => {
      const { days, bettered, skills } = attempts.standings();
      const [profile] = all<Profile>('profile');
      const [settings] = all<LearnerSettings>('learnerSettings');
      return foldHabits({
        studyDays: all<StudyDay>('studyDays'),
        lessons: all<LessonProgress>('lessonProgress'),
        enrollments: all<Enrollment>('enrollments'),
        scores: days,
        skills,
        bettered,
        timeZone: profile?.timeZone ?? null,
        weeklyGoal: settings?.weeklyGoal ?? null,
      });
    },
  };
};

const isFolded = (collection: string): collection is FoldedCollection =>
  (foldedCollections as readonly string[]).includes(collection);

const goneAttempt = (id: string): Attempt => ({
  id,
  mode: 'review',
  activityId: null,
  courseId: null,
  questionIds: [],
  seed: '',
  replicaId: '',
  replicaSeq: 0,
  startedAt: 0,
  timeZone: '',
  utcOffsetMinutes: 0,
  timeLimitMs: null,
  status: 'abandoned',
  completedAt: null,
  completedDay: null,
  durationMs: 0,
  answers: {},
  earnedPoints: null,
  possiblePoints: null,
  grading: null,
  effectiveAt: null,
  stamps: {},
  deletedAt: 0,
});
