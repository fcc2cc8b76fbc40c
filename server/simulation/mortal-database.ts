import type { WithLearner } from '../sync/learner-store.ts';

/** The service's process died, or its database did not do what it was asked. */
export class DatabaseTrouble extends Error {
  override name = 'DatabaseTrouble';
}

/** A service's way to its database, on which both may die: before, within or after a transaction. */
export interface MortalDatabase {
  readonly withLearner: WithLearner;
  /** The process dies: what has not committed is undone, what has is told to nobody. */
  kill(): void;
  /** Names the present life of the process. */
  life(): number;
  breakUntil(time: number): void;
  heal(): void;
}

interface Surroundings {
  now(): number;
  chance(): boolean;
  struck(): void;
  /** Waits a little between two statements, or not at all where the database itself would wait for that. */
  pause: () => Promise<void> | null;
}

export const mortalDatabase = (
  real: () => WithLearner,
  { now, chance, struck, pause }: Surroundings,
): MortalDatabase => {
  let life = 1;
  let brokenUntil = 0;
  const withLearner: WithLearner = async (learnerId, work) => {
    const born = life;
    const broken = now() < brokenUntil;
    if (broken && chance()) throw new DatabaseTrouble('The database takes no connections.');
    const alive = async () => {
      await pause();
      if (born === life) return;
      struck();
      throw new DatabaseTrouble('The service was killed.');
    };
    const result = await real()(learnerId, async (store) => {
      const told = await work({
        ...store,
        rows: async (...given) => {
          await alive();
          return store.rows(...given);
        },
        putRows: async (...given) => {
          await alive();
          return store.putRows(...given);
        },
      });
      await alive();
      if (broken && chance()) throw new DatabaseTrouble('The commit failed.');
      return told;
    });
    // It has committed; whoever is killed now tells nobody.
    await pause();
    if (broken && chance()) throw new DatabaseTrouble('The connection broke; nobody knows what became of it.');
    return result;
  };
  return {
    withLearner,
    kill: () => {
      life += 1;
    },
    life: () => life,
    breakUntil: (time) => {
      brokenUntil = Math.max(brokenUntil, time);
    },
    heal: () => {
      brokenUntil = 0;
    },
  };
};
