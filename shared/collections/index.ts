import { attempts } from './attempts.ts';
import { courseDrafts } from './course-drafts.ts';
import { enrollments } from './enrollments.ts';
import { feedback } from './feedback.ts';
import { learnerSettings } from './learner-settings.ts';
import { lessonProgress } from './lesson-progress.ts';
import { materials } from './materials.ts';
import { messages } from './messages.ts';
import { notifications } from './notifications.ts';
import { pastReviews } from './past-reviews.ts';
import { planEntries } from './plan-entries.ts';
import { profile } from './profile.ts';
import { recordings } from './recordings.ts';
import { studyDays } from './study-days.ts';
import { subjects } from './subjects.ts';
import { submissions } from './submissions.ts';
import { threads } from './threads.ts';

/** Every synced collection. A collection that is not listed here does not sync. */
export const collections = {
  profile,
  enrollments,
  lessonProgress,
  studyDays,
  attempts,
  planEntries,
  notifications,
  learnerSettings,
  feedback,
  submissions,
  threads,
  messages,
  subjects,
  materials,
  recordings,
  courseDrafts,
  pastReviews,
};

export type Collections = typeof collections;
export type CollectionName = keyof Collections;

/** Names of the fields that make up a row's key; none for a collection this code does not know. */
export const keyFieldsOf = (name: string): readonly string[] =>
  Object.hasOwn(collections, name) ? collections[name as CollectionName].key : [];
