const AGAIN_MS = 10_000;

const wait = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

/** A script that nothing on screen waits for, but much behind it: asked for again while the link drops it. */
export const untilLoaded = async <T>(
  load: () => Promise<T>,
  pause: (ms: number) => Promise<void> = wait,
): Promise<T> => {
  for (;;) {
    try {
      return await load();
    } catch {
      await pause(AGAIN_MS);
    }
  }
};
