import { type SqlState, sqlStateOf } from './sql-state.ts';

// A lock not had in time, and two that waited for each other.
const IN_THE_WAY: readonly SqlState[] = ['55P03', '40P01'];
const TRIES = 60;
const PAUSE_MS = 250;

/**
 * Changes tables while others use them: gives its locks back and tries again when somebody is in the way, instead of
 * making everybody queue behind it. `work` sets a short lock_timeout, shorter than the second after which Postgres would
 * end one of two that wait for each other, which might be a learner's request.
 */
export async function betweenOthers<T>(work: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await work();
    } catch (error) {
      if (tries === TRIES || !IN_THE_WAY.includes(sqlStateOf(error))) throw error;
      await new Promise((resolve) => setTimeout(resolve, PAUSE_MS * (0.5 + Math.random())));
    }
  }
}
