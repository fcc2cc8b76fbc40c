import type { LearnerDatabase } from './learner-database.ts';

/** Where it is counted how often attempts were read anew, by any tab. */
export const readingTables = ({ foldVersions }: LearnerDatabase) => [foldVersions];

/** Equal numbers mean that no attempt was read anew in between. */
export const readingsOf = async ({ foldVersions }: LearnerDatabase): Promise<number> =>
  (await foldVersions.get('readings'))?.version ?? 0;

/** Within the transaction that changes what was read of attempts. */
export const countReading = async (learner: LearnerDatabase): Promise<void> => {
  await learner.foldVersions.put({ fold: 'readings', version: (await readingsOf(learner)) + 1 });
};
