/** Counts what something real is busy with, so that virtual time stands still until it is done. */
export const countWork = () => {
  let running = 0;
  let idle: { promise: Promise<void>; resolve: () => void } | null = null;
  return {
    busy: <T>(work: () => Promise<T>): Promise<T> => {
      running += 1;
      return work().finally(() => {
        running -= 1;
        if (running > 0) return;
        idle?.resolve();
        idle = null;
      });
    },
    /** What is being worked on, or null. */
    atWork: (): Promise<void> | null => {
      if (running === 0) return null;
      if (!idle) {
        let resolve: () => void = () => undefined;
        const promise = new Promise<void>((done) => {
          resolve = done;
        });
        idle = { promise, resolve };
      }
      return idle.promise;
    },
  };
};
