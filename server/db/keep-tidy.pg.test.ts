import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { makeLog } from '../log.ts';
import { describeOnBoth } from '../testing/test-database.ts';
import { keepTidy } from './keep-tidy.ts';

describeOnBoth('tidying', (database, kind) => {
  test('is done for the embedded database, and left to a server that does it itself', async () => {
    const counted = async () =>
      (
        await database().query<{ rows: number }>(
          `select reltuples::int as rows from pg_class where relname = 'learners'`,
        )
      )[0]?.rows;
    for (let n = 0; n < 30; n += 1) await database().query('insert into learners (id) values ($1)', [randomUUID()]);
    const before = await counted();
    const asked: string[] = [];
    const watched = {
      kind: database().kind,
      query: <R extends object>(text: string, params?: readonly unknown[]) => {
        asked.push(text);
        return database().query<R>(text, params);
      },
    };
    const stop = keepTidy(watched, makeLog({ logLevel: 'silent' }), { firstMs: 1, everyMs: 60_000 });
    if (kind === 'pglite') await expect.poll(counted, { timeout: 20_000 }).toBe(30);
    else {
      await new Promise((resolve) => setTimeout(resolve, 50));
      expect([asked, await counted()]).toEqual([[], before]);
    }
    stop();
  });
});
