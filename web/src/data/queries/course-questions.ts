import { allActivities } from '../manifest-index.ts';
import type { Connections } from '../open-databases.ts';
import { readManifest } from '../read-manifest.ts';
import { readEntries } from './courses.ts';

/** A course with what is known here of its questions. */
export interface CourseQuestions {
  courseId: string;
  slug: string;
  title: string;
  isTaken: boolean;
  /** All its parts were on this device once; otherwise it has more questions than are known here. */
  isWhole: boolean;
  /** Kinds of the questions that a device can ask and grade, by id. */
  kinds: ReadonlyMap<string, string>;
}

/** The courses that the learner takes, and all others of which something is on this device. */
export const readCourseQuestions = async (connections: Connections): Promise<CourseQuestions[]> => {
  const { catalogue, learner } = connections;
  const enrollments = await learner.rows('enrollments').toArray();
  const takes = new Set(
    enrollments.flatMap(({ courseId, status, deletedAt }) =>
      status !== 'dropped' && deletedAt === null ? [courseId] : [],
    ),
  );
  const courses: CourseQuestions[] = [];
  for (const entry of (await readEntries(connections)) ?? []) {
    const { courseId, slug, title, hidden } = entry;
    const isTaken = takes.has(courseId);
    const found = await readManifest(connections, entry);
    if (!isTaken && (!found || hidden)) continue;
    const places = found ? allActivities(found.manifest) : [];
    const facts = await catalogue.questionFacts.bulkGet(
      places.map(({ part, header }) => `${part.sha256}/${header.id}`),
    );
    const kinds = facts.flatMap((known) =>
      Object.entries(known?.facts ?? {}).flatMap(([id, { solved }]): [string, string][] =>
        solved ? [[id, solved.kind]] : [],
      ),
    );
    const isWhole = found !== undefined && facts.every((known) => known !== undefined);
    courses.push({ courseId, slug, title, isTaken, isWhole, kinds: new Map(kinds) });
  }
  return courses;
};
