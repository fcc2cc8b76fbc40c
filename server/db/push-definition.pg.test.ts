import { expect, test } from 'vitest';
import { describeOnBoth } from '../testing/test-database.ts';
import { writeMeta } from './meta.ts';
import { differenceFromMigrations, pushDefinition } from './push-definition.ts';

describeOnBoth('db:push', (database) => {
  test('brings a new collection, with all that is derived from it, before there is a migration', async () => {
    const { declared } = await differenceFromMigrations();
    const { 'public.study_days': _, ...tables } = declared.tables;
    await writeMeta(database(), 'pushed-definition', JSON.stringify({ ...declared, tables }));
    await database().query('drop table study_days cascade');
    await database().query(`delete from hornbook_meta where key = 'derived-objects'`);

    const asked: string[] = [];
    const push = () => pushDefinition(database(), async (statements) => void asked.push(...statements));
    expect(await push()).toEqual([expect.stringContaining('CREATE TABLE "study_days"')]);
    expect(asked).toHaveLength(1);
    expect(
      await database().query(`select relforcerowsecurity as forced from pg_class where relname = 'study_days'`),
    ).toEqual([{ forced: true }]);
    expect(await push()).toEqual([]);
  });
});
