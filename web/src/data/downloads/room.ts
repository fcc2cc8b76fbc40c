/** Keep this much free for the learner's own work: answers come before pictures. */
const RESERVE_BYTES = 5 * 1024 * 1024;

/** Bytes a download may take, or null where the browser doesn't say. */
export const roomFor = async (): Promise<number | null> => {
  const estimate = await globalThis.navigator?.storage?.estimate?.().catch(() => undefined);
  if (estimate?.quota === undefined || estimate.usage === undefined) return null;
  return Math.max(0, estimate.quota - estimate.usage - RESERVE_BYTES);
};
