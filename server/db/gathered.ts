/** So many keys a query, whoever sends a thousand requests at once. */
const MOST = 500;

/**
 * A look-up by key for many who ask at the same time: while one query is on its way, those that come are gathered and go
 * together in the next. However many ask, the database hears of a few; and nobody is answered by a query that was sent
 * before they asked, so what was changed before is seen. A query that fails fails for all of its keys.
 */
export const gathered = <V>(look: (keys: readonly string[]) => Promise<ReadonlyMap<string, V>>, most = MOST) => {
  type Asker = { resolve: (value: V | undefined) => void; reject: (error: unknown) => void };
  const waiting = new Map<string, Asker[]>();
  let isLooking = false;

  const lookOn = async () => {
    if (isLooking) return;
    isLooking = true;
    while (waiting.size > 0) {
      const some = [...waiting].slice(0, most);
      for (const [key] of some) waiting.delete(key);
      try {
        const found = await look(some.map(([key]) => key));
        for (const [key, askers] of some) for (const { resolve } of askers) resolve(found.get(key));
      } catch (error) {
        for (const [, askers] of some) for (const { reject } of askers) reject(error);
      }
    }
    isLooking = false;
  };

  /** What there is under the key, or undefined. */
  return (key: string): Promise<V | undefined> =>
    new Promise((resolve, reject) => {
      const askers = waiting.get(key) ?? [];
      waiting.set(key, askers);
      askers.push({ resolve, reject });
      void lookOn();
    });
};
