import type { Dexie } from 'dexie';

const DEAD = new Set(['DatabaseClosedError', 'InvalidStateError', 'UnknownError']);

const nameOf = (error: unknown): string => {
  const { name = '', inner } = (error ?? {}) as { name?: string; inner?: { name?: string } };
  return name === 'AbortError' && inner?.name ? inner.name : name;
};

/**
 * Runs work on a database; if the browser has meanwhile closed the connection (a purge, a crash of its storage process,
 * a frozen page), opens a new one and runs it once more. A dead handle never comes back to life by itself.
 */
export const withLiveHandle = async <T>(db: Dexie, work: () => PromiseLike<T>): Promise<T> => {
  try {
    return await work();
  } catch (error) {
    if (!DEAD.has(nameOf(error))) throw error;
    db.close({ disableAutoOpen: false });
    await db.open();
    return await work();
  }
};

/** The browser's storage is full. It comes as an AbortError with the reason inside, or by itself. */
export const isQuotaError = (error: unknown): boolean => nameOf(error) === 'QuotaExceededError';
