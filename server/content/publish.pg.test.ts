import { sql } from 'drizzle-orm';
import { beforeAll, expect, test } from 'vitest';
import { describeOnBoth } from '../testing/test-database.ts';
import { compileFiles } from './folder-courses.ts';
import { type PublishResult, publishCourse } from './publish.ts';
import { miniCourse, miniIds } from './testing/mini-course.ts';

const unit = 'units/01-start';
const catalogueTables = [
  ...['courses', 'skills', 'units', 'lessons', 'assets', 'activities', 'questions', 'unit_skills', 'lesson_skills'],
  ...['question_skills', 'course_versions', 'course_version_blobs', 'course_answer_keys', 'pack_blobs'],
];

describeOnBoth('publishing', (database) => {
  const query = <R extends object>(text: string, params: unknown[] = []) => database().query<R>(text, params);
  const publish = async (changes: Parameters<typeof miniCourse>[0] = {}): Promise<PublishResult> => {
    const { courses, skills, problems } = await compileFiles(new Map([['mini', miniCourse(changes)]]));
    expect(problems.list()).toEqual([]);
    const [course] = courses;
    if (!course) throw new Error('no course');
    return publishCourse(database(), course, skills, new Date());
  };
  /** Every row with the transaction that wrote it last: equal only when nothing was written at all. */
  const everything = async () => {
    const all: Record<string, unknown> = {};
    for (const table of catalogueTables)
      all[table] = await query(`select xmin::text as written, t.updated_at from ${table} t order by ctid::text`);
    return all;
  };
  const one = async (text: string): Promise<unknown> => Object.values((await query(text))[0] ?? {})[0];
  const blobCount = () => one('select count(*)::int from pack_blobs');

  let first: PublishResult;
  beforeAll(async () => {
    first = await publish();
  });

  test('makes rows of everything, a version with its files, and an answer key', async () => {
    expect(first).toMatchObject({ kind: 'published', slug: 'mini', isNewVersion: true });
    const counts = Object.fromEntries(
      await Promise.all(
        catalogueTables.map(async (table) => [table, await one(`select count(*)::int from ${table}`)] as const),
      ),
    );
    expect(counts).toEqual({
      courses: 1,
      skills: 1,
      units: 1,
      lessons: 2,
      assets: 2,
      activities: 3,
      questions: 12,
      unit_skills: 1,
      lesson_skills: 2,
      question_skills: 0,
      course_versions: 1,
      // Manifest, two lessons, the unit's activities, two pictures.
      course_version_blobs: 6,
      course_answer_keys: 1,
      pack_blobs: 6,
    });
    const [course] = await query(
      'select slug, estimated_hours::float as hours, tags, thumbnail_asset_id is not null as thumbnail, current_version from courses',
    );
    expect(course).toEqual({
      slug: 'mini',
      hours: 0.5,
      tags: ['test'],
      thumbnail: true,
      current_version: first.kind === 'published' && first.version,
    });
    expect(await one("select answer from questions where kind = 'numeric'")).toEqual({
      value: 100,
      tolerancePercent: 2,
    });
    expect(await one('select count(*)::int from pack_blobs where octet_length(brotli) < size_bytes')).toBeGreaterThan(
      3,
    );
  });

  test('of unchanged content changes nothing, not even updated_at', async () => {
    const before = await everything();
    expect(await publish()).toMatchObject({ kind: 'published', isNewVersion: false });
    expect(await everything()).toEqual(before);
  });

  test('of a mended typo adds one part and the manifest, touches that lesson and its course, and keeps the version before', async () => {
    const blobs = (await blobCount()) as number;
    const before = await query<{ id: string; updated_at: Date }>('select id, updated_at from lessons order by id');
    const after = await publish({
      [`${unit}/01-one.lesson.md`]: (text) => text.replace('It is long.', 'It is very long.'),
    });
    expect(after).toMatchObject({ kind: 'published', isNewVersion: true });
    expect(await blobCount()).toBe(blobs + 2);
    const lessons = await query<{ id: string; updated_at: Date }>('select id, updated_at from lessons order by id');
    expect(lessons.map(({ updated_at }, i) => updated_at > (before[i]?.updated_at ?? 0))).toEqual([true, false]);
    expect(await query('select number from course_versions order by number')).toEqual([{ number: 1 }, { number: 2 }]);
    // And back: the first version is current again, nothing is made.
    expect(await publish()).toMatchObject({
      version: first.kind === 'published' && first.version,
      isNewVersion: false,
    });
    expect(await blobCount()).toBe(blobs + 2);
  });

  test('is refused when an id would be lost, until it is marked retired', async () => {
    const before = await everything();
    const refused = await publish({ [`${unit}/02-two.lesson.md`]: null });
    expect(refused).toMatchObject({ kind: 'refused' });
    expect(refused.kind === 'refused' && refused.problems.map(({ message }) => message)).toEqual([
      `the lesson "Two" (${miniIds.lessons[1]}) was published and is gone; keep its file and write retired: true`,
    ]);
    expect(await everything()).toEqual(before);

    const retire = (text: string) => text.replace('\ntitle:', '\nretired: true\ntitle:');
    expect(await publish({ [`${unit}/02-two.lesson.md`]: retire })).toMatchObject({ kind: 'published' });
    expect(await query(`select title from lessons where retired_at is not null`)).toEqual([{ title: 'Two' }]);
    // Once retired it may go from the folder; and it may come back.
    expect(await publish({ [`${unit}/02-two.lesson.md`]: null })).toMatchObject({ kind: 'published' });
    expect(await publish()).toMatchObject({ kind: 'published' });
    expect(await query(`select title from lessons where retired_at is not null`)).toEqual([]);
  });

  test('is refused when a question would be lost, or when another course has the id', async () => {
    const withoutQuestion = (text: string) =>
      text.replace(/ {2}- id: 00000000-0000-4000-8000-000000000014[\s\S]*?---\n/, '---\n');
    expect(await publish({ [`${unit}/01-one.quiz.md`]: withoutQuestion })).toMatchObject({ kind: 'refused' });
    const newCourse = (text: string) =>
      text.replace(miniIds.course, '00000000-0000-4000-8000-0000000000ff').replace('slug: mini', 'slug: other');
    const refused = await publish({ 'course.md': newCourse });
    expect(refused.kind === 'refused' && refused.problems.length).toBeGreaterThan(5);
    expect(refused.kind === 'refused' && refused.problems[0]?.message).toContain('belongs to another course');
  });

  test('lets learners read what is published and nothing of solutions, and write nothing', async () => {
    const asLearner = <R extends object>(text: string) =>
      database().transaction(async (tx) => {
        await tx.execute(sql.raw('set local role hornbook_learner'));
        return (await tx.execute<Record<string, unknown> & R>(sql.raw(text))).rows;
      });
    for (const table of [
      'courses',
      'skills',
      'units',
      'lessons',
      'activities',
      'assets',
      'unit_skills',
      'lesson_skills',
    ])
      expect((await asLearner(`select * from ${table}`)).length, table).toBeGreaterThan(0);
    for (const table of ['questions', 'question_skills', 'course_answer_keys'])
      await expect(asLearner(`select * from ${table}`), table).rejects.toMatchObject({ cause: { code: '42501' } });
    for (const change of [
      `update courses set title = 'x'`,
      'delete from lessons',
      `insert into pack_blobs (sha256, media_type, size_bytes, bytes) values ('${'a'.repeat(64)}', 'text/html', 0, '')`,
    ])
      await expect(asLearner(change), change).rejects.toMatchObject({ cause: { code: '42501' } });

    await query('update courses set unpublished_at = now()');
    for (const table of ['courses', 'units', 'lessons', 'activities'])
      expect(await asLearner(`select * from ${table}`), table).toEqual([]);
    await query('update courses set unpublished_at = null');
  });

  test('keeps every version and its key: neither they nor what learners have rows about can be deleted', async () => {
    // Postgres 18 has a code of its own for restrict.
    const restricted = { code: expect.stringMatching(/^(23001|23503)$/) };
    for (const table of ['courses', 'course_versions', 'pack_blobs'])
      await expect(query(`delete from ${table}`), table).rejects.toMatchObject(restricted);

    const learner = '00000000-0000-4000-9000-000000000001';
    await query('insert into learners (id) values ($1)', [learner]);
    await query(
      `insert into lesson_progress (learner_id, lesson_id, course_id, status, started_at, time_spent_ms, last_position, stamps)
       values ($1, $2, $3, 'in_progress', 1, '{}', 0, '{}')`,
      [learner, miniIds.lessons[0], miniIds.course],
    );
    for (const table of ['lessons', 'units'])
      await expect(query(`delete from ${table}`), table).rejects.toMatchObject(restricted);
    await expect(query('delete from lessons where id = $1', [miniIds.lessons[1]])).resolves.toEqual([]);
    expect(await publish()).toMatchObject({ kind: 'published' });
  });
});
