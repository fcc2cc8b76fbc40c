/** Stores the latest of what it is given. */
export interface LatestKeeper<T> {
  /** At once if nothing is being stored; else as soon as that is done, and only the newest of what came meanwhile. */
  keep: (value: T) => void;
  /** Now, whatever else is being stored: there may be no later. */
  flush: () => void;
}

/** Each change is on its way to the disk at once, and a slow disk is never more than one change behind. */
export const createLatestKeeper = <T>(store: (value: T) => Promise<void>): LatestKeeper<T> => {
  let storing = 0;
  let waiting: { value: T } | null = null;
  const flush = () => {
    if (!waiting) return;
    const { value } = waiting;
    waiting = null;
    storing += 1;
    const done = () => {
      storing -= 1;
      if (storing === 0) flush();
    };
    store(value).then(done, done);
  };
  const keep = (value: T) => {
    waiting = { value };
    if (storing === 0) flush();
  };
  return { keep, flush };
};
