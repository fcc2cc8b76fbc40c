/** What only one tab or worker may do at a time: sync a learner's database (named by the id), or 'downloads'. */
export const lockName = (duty: string): string => `hornbook-${duty}`;

/** Runs `work` only if nobody leads now; says whether it ran. */
export const leadIfFree = async (duty: string, work: () => Promise<void>): Promise<boolean> => {
  const locks = globalThis.navigator?.locks;
  if (!locks) {
    await work();
    return true;
  }
  return locks.request(lockName(duty), { ifAvailable: true }, async (lock) => {
    if (!lock) return false;
    await work();
    return true;
  });
};
