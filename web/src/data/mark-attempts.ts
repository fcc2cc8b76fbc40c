import type { LearnerDatabase } from './learner-database.ts';

/** More than these are noted together. */
const MANY = 50;
/** So many at most in one note, which is written anew as they are read. */
const MOST_TOGETHER = 1_000;

/** Where attempts are noted that are to be read again. */
export const attemptMarks = ({
  staleAttempts,
  staleTogether,
}: Pick<LearnerDatabase, 'staleAttempts' | 'staleTogether'>) => [staleAttempts, staleTogether];

/** Notes within the transaction that changed them that attempts are to be read again. */
export const markAttempts = async (
  { staleAttempts, staleTogether }: LearnerDatabase,
  attemptIds: readonly string[],
): Promise<void> => {
  if (attemptIds.length <= MANY) {
    await staleAttempts.bulkPut(attemptIds.map((attemptId) => ({ attemptId })));
    return;
  }
  for (let from = 0; from < attemptIds.length; from += MOST_TOGETHER)
    await staleTogether.add({ attemptIds: attemptIds.slice(from, from + MOST_TOGETHER) });
};

/** Some of those to be read again, `most` at most: those noted by themselves first, which a learner has just written. */
export const markedAttempts = async (
  { staleAttempts, staleTogether }: LearnerDatabase,
  most: number,
): Promise<{ attemptIds: string[]; together: number | null }> => {
  const alone = await staleAttempts.limit(most).primaryKeys();
  if (alone.length > 0) return { attemptIds: alone, together: null };
  const first = await staleTogether.limit(1).first();
  return { attemptIds: first?.attemptIds.slice(0, most) ?? [], together: first?.id ?? null };
};

/** Takes the marks of attempts away, within the transaction that read them again: all single ones, and those of this note. */
export const unmarkAttempts = async (
  { staleAttempts, staleTogether }: LearnerDatabase,
  attemptIds: readonly string[],
  together: number | null,
): Promise<void> => {
  await staleAttempts.bulkDelete([...attemptIds]);
  const note = together === null ? undefined : await staleTogether.get(together);
  if (!note) return;
  const read = new Set(attemptIds);
  const left = note.attemptIds.filter((attemptId) => !read.has(attemptId));
  if (left.length > 0) await staleTogether.put({ ...note, attemptIds: left });
  else await staleTogether.delete(together as number);
};

/** How many marks there are; one may stand for many attempts. */
export const countMarks = async ({ staleAttempts, staleTogether }: LearnerDatabase): Promise<number> =>
  (await staleAttempts.count()) + (await staleTogether.count());
