import { sql } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { describeOnBoth } from '../testing/test-database.ts';
import { learners } from './sync-tables.ts';

describeOnBoth('the one database of the process', (database) => {
  test('values come back the same whatever serves them', async () => {
    const rows = await database().query(
      "select $1::jsonb as j, 12345678901234::bigint as big, true as yes, 'ü' as word, null as nothing",
      [JSON.stringify({ list: [1, 'two'] })],
    );
    expect(rows).toEqual([{ j: { list: [1, 'two'] }, big: '12345678901234', yes: true, word: 'ü', nothing: null }]);
  });

  test('a transaction that throws leaves nothing behind, and the next one works', async () => {
    const id = crypto.randomUUID();
    const failing = database().transaction(async (tx) => {
      await tx.insert(learners).values({ id });
      throw new Error('stop');
    });
    await expect(failing).rejects.toThrow('stop');
    expect(await database().query('select id from learners where id = $1', [id])).toEqual([]);
    await database().transaction((tx) => tx.insert(learners).values({ id }));
    expect(await database().query('select id from learners where id = $1', [id])).toEqual([{ id }]);
  });

  test('a savepoint undoes only its own part', async () => {
    const [kept, undone] = [crypto.randomUUID(), crypto.randomUUID()];
    await database().transaction(async (tx) => {
      await tx.insert(learners).values({ id: kept });
      await tx
        .transaction(async (part) => {
          await part.insert(learners).values({ id: undone });
          await part.execute(sql`select 1 / 0`);
        })
        .catch(() => {});
    });
    const rows = await database().query('select id from learners where id = any($1)', [[kept, undone]]);
    expect(rows).toEqual([{ id: kept }]);
  });

  test('an error carries its SQLSTATE', async () => {
    await expect(database().query('select 1 / 0')).rejects.toMatchObject({ code: '22012' });
    await expect(database().db.execute(sql`select * from no_such_table`)).rejects.toMatchObject({
      cause: { code: '42P01' },
    });
  });

  test('a notification is heard once its transaction has committed, also after an error replaced the connection', async () => {
    const heard: string[] = [];
    const stop = await database().listen('a channel', (payload) => heard.push(payload));
    const notify = (payload: string) => database().query("select pg_notify('a channel', $1)", [payload]);
    await notify('first');
    await database()
      .query('select 1 / 0')
      .catch(() => {});
    await database().transaction(async (tx) => {
      await tx.execute(sql`select pg_notify('a channel', 'second')`);
      await new Promise((resolve) => setTimeout(resolve, 30));
      expect(heard).not.toContain('second');
    });
    await expect.poll(() => heard).toEqual(['first', 'second']);
    stop();
    await notify('third');
    await new Promise((resolve) => setTimeout(resolve, 30));
    expect(heard).toEqual(['first', 'second']);
  });

  test('a setting or role of one transaction is gone in the next', async () => {
    await database().transaction(async (tx) => {
      await tx.execute(sql`select set_config('app.learner_id', 'x', true)`);
    });
    const [row] = await database().query<{ id: string | null }>("select current_setting('app.learner_id', true) as id");
    expect(row?.id || null).toBeNull();
  });
});
