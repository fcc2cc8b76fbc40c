import type { Database } from '../db/connect.ts';

/** The same database, which counts what is asked of it. */
export const counting = (database: Database) => {
  const counted = { statements: 0 };
  const watched = new Proxy(database, {
    get(target, name, receiver) {
      if (name === 'query' || name === 'transaction') counted.statements += 1;
      return Reflect.get(target, name, receiver);
    },
  });
  return { watched, counted };
};
