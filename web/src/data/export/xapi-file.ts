import type { Attempt } from '@hornbook/shared/collections/attempts.ts';
import type { Enrollment } from '@hornbook/shared/collections/enrollments.ts';
import type { LessonProgress } from '@hornbook/shared/collections/lesson-progress.ts';
import { xapiStatements } from '@hornbook/shared/export/xapi.ts';
import { CatalogueDatabase } from '../catalogue-database.ts';
import { sha256Of } from '../downloads/fetch-file.ts';
import { allActivities, allLessons } from '../manifest-index.ts';

type Titles = ReadonlyMap<string, { text: string; language: string }>;

/** What courses, lessons and activities are called, as far as it is known on this device. */
const titlesHere = async (): Promise<Titles> => {
  const titles = new Map<string, { text: string; language: string }>();
  const catalogue = new CatalogueDatabase();
  try {
    for (const { manifest } of await catalogue.manifests.toArray()) {
      const { language } = manifest;
      titles.set(manifest.courseId, { text: manifest.title, language });
      for (const { lesson } of allLessons(manifest)) titles.set(lesson.id, { text: lesson.title, language });
      for (const { header } of allActivities(manifest)) titles.set(header.id, { text: header.title, language });
    }
  } catch {
    // A record without names is still a record.
  } finally {
    catalogue.close();
  }
  return titles;
};

/** A learner's record as xAPI statements: a list, as learning record stores take it. */
export const xapiFile = async (
  learner: { id: string; name: string },
  rows: { enrollments: unknown[]; lessonProgress: unknown[]; attempts: unknown[] },
): Promise<Blob> => {
  const titles = await titlesHere();
  const statements = await xapiStatements(
    {
      enrollments: rows.enrollments as Enrollment[],
      lessonProgress: rows.lessonProgress as LessonProgress[],
      attempts: rows.attempts as Attempt[],
    },
    {
      learner: { ...learner, homePage: location.origin },
      titleOf: (id) => titles.get(id) ?? null,
      isoOf: (at) => new Date(at).toISOString(),
      digest: (text) => sha256Of(new TextEncoder().encode(text)),
    },
  );
  return new Blob([JSON.stringify(statements, null, 1)], { type: 'application/json' });
};
