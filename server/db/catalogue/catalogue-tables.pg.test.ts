import { expect, test } from 'vitest';
import { describeOnBoth } from '../../testing/test-database.ts';

const catalogue = [
  ...['courses', 'skills', 'units', 'lessons', 'assets', 'activities', 'questions', 'unit_skills', 'lesson_skills'],
  ...['question_skills', 'course_versions', 'course_version_blobs', 'course_answer_keys', 'pack_blobs'],
];

describeOnBoth('the catalogue', (database) => {
  test('has an index for every foreign key', async () => {
    const without = await database().query(
      `select conrelid::regclass::text as table, conname as key from pg_constraint c
       where contype = 'f' and conrelid = any($1::regclass[]) and not exists (
         select from pg_index i where i.indrelid = c.conrelid and i.indpred is null
         and (i.indkey::int2[])[0:cardinality(c.conkey) - 1] @> c.conkey)`,
      [catalogue],
    );
    expect(without).toEqual([]);
  });

  test('says of every row when it was made and last changed, and changes the latter by itself', async () => {
    for (const table of catalogue) {
      const [row] = await database().query<{ columns: number; touched: boolean }>(
        `select (select count(*)::int from information_schema.columns
             where table_name = $1 and column_name in ('created_at', 'updated_at') and is_nullable = 'NO') as columns,
           exists (select from pg_trigger where tgrelid = $1::regclass and tgname = 'hornbook_touch') as touched`,
        [table],
      );
      expect(row, table).toEqual({ columns: 2, touched: true });
    }
  });

  test('lets nobody but the owner write, and hides what has no policy', async () => {
    const open = await database().query(
      `select c.relname, p.polname, p.polcmd from pg_class c left join pg_policy p on p.polrelid = c.oid
       where c.oid = any($1::regclass[]) and (not c.relrowsecurity or p.polcmd is distinct from 'r')
       order by 1`,
      [catalogue],
    );
    expect(open.map((row) => (row as { relname: string }).relname)).toEqual([
      'course_answer_keys',
      'course_version_blobs',
      'question_skills',
      'questions',
    ]);
  });

  test('gives an activity one place, a time limit only where it means something, and server grading only to tests', async () => {
    const insert = (fields: string, values: string) =>
      database().query(
        `insert into activities (id, kind, position, title, difficulty, ${fields})
         values (gen_random_uuid(), 'quiz', 0, 'x', 'beginner', ${values})`,
      );
    for (const [fields, values] of [
      ['lesson_id', 'null'],
      ['lesson_id, unit_id', 'gen_random_uuid(), gen_random_uuid()'],
      ['unit_id, time_limit_ms', 'gen_random_uuid(), 1000'],
      ['unit_id, graded_on', `gen_random_uuid(), 'server'`],
    ] as const)
      await expect(insert(fields, values), fields).rejects.toMatchObject({ code: '23514' });
  });
});
