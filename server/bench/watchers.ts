/** Those who wait until something holds, looked at whenever something changed. */
export const makeWatchers = () => {
  const watchers = new Set<() => void>();
  return {
    changed: () => {
      for (const watch of [...watchers]) watch();
    },
    until: (condition: () => boolean) =>
      new Promise<void>((resolve) => {
        const watch = () => {
          if (!condition()) return;
          watchers.delete(watch);
          resolve();
        };
        watchers.add(watch);
        watch();
      }),
  };
};
