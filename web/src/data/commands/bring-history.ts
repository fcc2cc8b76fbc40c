import type { NoteHistory } from '@hornbook/shared/import/anki-history.ts';
import { type FoundQuestion, type HistoryPlan, planHistory } from '@hornbook/shared/import/plan-history.ts';
import { localDay } from '@hornbook/shared/learning/local-day.ts';
import { timeZone } from '../clock.ts';
import { connect } from '../connections.ts';
import { hashedId } from '../hashed-id.ts';
import { localWrite, type NotStored } from '../local-write.ts';
import { type CourseQuestions, readCourseQuestions } from '../queries/course-questions.ts';

/** Rows written at once: a long history is not one long transaction, and goes on by being brought again. */
const AT_ONCE = 100;
const HASHED_AT_ONCE = 200;

export interface PlannedHistory extends HistoryPlan {
  /** The courses that the learner takes: all of them were looked through, as far as they are here. */
  taken: CourseQuestions[];
  /** Courses on this device that the learner doesn't take, with how many of the missing cards they have. */
  untaken: { course: CourseQuestions; cards: number }[];
}

/**
 * What bringing the history of an Anki package would do; nothing is changed by asking. `source` is the file's name: by it
 * questions are named that came into a course by a command line; those that came at the desk are named by the note alone.
 */
export const lookAtHistory = async (notes: readonly NoteHistory[], source: string): Promise<PlannedHistory> => {
  const connections = await connect();
  const courses = await readCourseQuestions(connections);
  const [taken, others] = [courses.filter(({ isTaken }) => isTaken), courses.filter(({ isTaken }) => !isTaken)];
  const found = await findQuestions(taken, notes, source);
  const ids = [...found.values()].flat().map(({ questionId }) => questionId);
  const rows = await connections.learner.rows('pastReviews').bulkGet(ids);
  const plan = planHistory({
    notes,
    questionsOf: (note) => found.get(note) ?? [],
    brought: new Map(rows.flatMap((row) => (row && row.deletedAt === null ? [[row.questionId, row.reviews]] : []))),
    dayOf: localDays(),
  });
  const elsewhere = [...(await findQuestions(others, plan.missing, source)).values()].flat();
  return {
    ...plan,
    taken,
    untaken: others.flatMap((course) => {
      const cards = elsewhere.filter(({ courseId }) => courseId === course.courseId).length;
      return cards > 0 ? [{ course, cards }] : [];
    }),
  };
};

/** Zones begin their days, and change their clocks, at quarters of an hour: so they did since there are such programs. */
const SLOT_MS = 15 * 60_000;

/** Local days of very many instants, most of which lie close together: a calendar is slow to ask. */
const localDays = (): ((at: number) => string) => {
  const zone = timeZone();
  const known = new Map<number, string>();
  return (at) => {
    const slot = Math.floor(at / SLOT_MS);
    const day = known.get(slot) ?? localDay(slot * SLOT_MS, zone);
    known.set(slot, day);
    return day;
  };
};

/** The questions that were made of each note, in any of the courses. */
const findQuestions = async (
  courses: readonly CourseQuestions[],
  notes: readonly NoteHistory[],
  source: string,
): Promise<Map<NoteHistory, FoundQuestion[]>> => {
  const found = new Map<NoteHistory, FoundQuestion[]>();
  for (const { courseId, kinds } of courses) {
    if (kinds.size === 0) continue;
    for (let from = 0; from < notes.length; from += HASHED_AT_ONCE) {
      const some = notes.slice(from, from + HASHED_AT_ONCE);
      const ids = await Promise.all(
        some.map(({ guid }) =>
          Promise.all([hashedId(courseId, 'question', '', guid), hashedId(courseId, 'question', source, guid)]),
        ),
      );
      some.forEach((note, index) => {
        const questions = (ids[index] ?? []).flatMap((questionId): FoundQuestion[] => {
          const kind = kinds.get(questionId);
          return kind === undefined ? [] : [{ questionId, courseId, kind }];
        });
        if (questions.length > 0) found.set(note, [...(found.get(note) ?? []), ...questions]);
      });
    }
  }
  return found;
};

/** Writes what was planned. What was written before a failure is found again by bringing the same file once more. */
export const takeHistory = async (
  { writes }: Pick<PlannedHistory, 'writes'>,
  tell: (share: number) => void = () => {},
): Promise<{ kind: 'stored' } | NotStored> => {
  const connections = await connect();
  for (let from = 0; from < writes.length; from += AT_ONCE) {
    const stored = await localWrite(connections, async ({ put }) => {
      for (const write of writes.slice(from, from + AT_ONCE)) await put('pastReviews', write);
      return { kind: 'stored' } as const;
    });
    if (stored.kind === 'not-stored') return stored;
    tell(Math.min(1, (from + AT_ONCE) / writes.length));
  }
  return { kind: 'stored' };
};
