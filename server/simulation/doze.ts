import type { VirtualTime } from './virtual-time.ts';

/** Sleeping that a write can end. */
export const createDoze = (time: VirtualTime) => {
  let awake: () => void = () => undefined;
  let woken = false;
  return {
    wake: () => {
      woken = true;
      awake();
    },
    sleep: (ms: number | null): Promise<void> => {
      // What was written while the last push was under way must not be slept through.
      if (woken) {
        woken = false;
        return Promise.resolve();
      }
      return new Promise((resolve) => {
        const mine = () => {
          if (awake !== mine) return;
          awake = () => undefined;
          woken = false;
          resolve();
        };
        awake = mine;
        if (ms !== null) time.at(ms, mine);
      });
    },
  };
};

/** Standing still until a time, or until thawed. */
export const createFreezer = (time: VirtualTime) => {
  let until = 0;
  let waiting: (() => void)[] = [];
  const isFrozen = () => time.now() < until;
  const thaw = () => {
    until = 0;
    for (const go of waiting) go();
    waiting = [];
  };
  return {
    isFrozen,
    thaw,
    freeze: (ms: number) => {
      until = Math.max(until, time.now() + ms);
      time.at(ms, () => {
        if (!isFrozen()) thaw();
      });
    },
    thawed: async (): Promise<void> => {
      while (isFrozen()) await new Promise<void>((resolve) => waiting.push(resolve));
    },
  };
};
