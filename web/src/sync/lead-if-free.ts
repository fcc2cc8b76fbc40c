/** Held by whichever tab or worker syncs this learner's database. */
export const lockName = (learnerId: string): string => `hornbook-sync-${learnerId}`;

/** Runs `work` only if nobody leads now; says whether it ran. */
export const leadIfFree = async (learnerId: string, work: () => Promise<void>): Promise<boolean> => {
  const locks = globalThis.navigator?.locks;
  if (!locks) {
    await work();
    return true;
  }
  return locks.request(lockName(learnerId), { ifAvailable: true }, async (lock) => {
    if (!lock) return false;
    await work();
    return true;
  });
};
