import { beforeAll, expect, test } from 'vitest';
import { publishFolderCourses } from '../content/publish-folders.ts';
import { readAsLearner } from '../db/with-learner.ts';
import { listAttempts } from '../queries/attempt-list.ts';
import { listCourses, listProgress } from '../queries/progress.ts';
import { listSkills } from '../queries/skill-list.ts';
import { describeOnBoth } from '../testing/test-database.ts';
import { DEMO_LEARNERS } from './demo-learners.ts';
import { seedDemo } from './seed-demo.ts';

const DAY = 86_400_000;
const NOW = Date.UTC(2026, 5, 17, 18, 30);

describeOnBoth('the demo learners', (database) => {
  beforeAll(async () => {
    await publishFolderCourses(database());
    await seedDemo(database(), { now: () => NOW });
  }, 180_000);

  const state = async () => {
    const tables = [
      'changes',
      'skill_states',
      'cards',
      'day_scores',
      'streaks',
      'achievements',
      'learner_clocks',
      'user',
    ];
    return Promise.all(
      tables.map((table) =>
        database()
          .query(`select * from "${table}" order by 1, 2, 3`)
          .then((rows) => [table, rows]),
      ),
    );
  };

  test.each(DEMO_LEARNERS)(
    '$fullName has three months behind them that a person could have',
    async ({ id, laterRight }) => {
      const as = <T>(read: Parameters<typeof readAsLearner<T>>[2]) => readAsLearner(database().db, id, read);
      const page = { limit: 100, after: undefined };
      const attempts = await as((runner) => listAttempts(runner, page));
      expect(attempts.items.length).toBe(100);
      expect(attempts.next).not.toBe(null);
      const [latest] = attempts.items;
      expect(latest?.completedAt).toBeLessThanOrEqual(NOW);
      expect(latest?.completedAt).toBeGreaterThan(NOW - 4 * DAY);
      const [first] = await database().query<{ day: string; days: number; right: number }>(
        `select min(completed_day) as day, count(distinct completed_day)::int as days,
         sum(earned_points)::float8 / sum(possible_points) as right from attempts where learner_id = $1`,
        [id],
      );
      expect(first?.day).toBe('2026-03-19');
      expect(first?.days).toBeGreaterThan(40);
      expect(first?.right).toBeGreaterThan(0.6);
      expect(first?.right).toBeLessThan(laterRight + 0.02);
      expect((await as((runner) => listCourses(runner, page))).items[0]?.percent).toBeGreaterThan(50);
      expect((await as((runner) => listProgress(runner, page))).items.length).toBeGreaterThan(4);
      const skills = (await as((runner) => listSkills(runner, page))).items;
      expect(skills.some(({ state }) => state.mastered)).toBe(true);
      const [streak] = await database().query<{ longest: number }>(
        'select longest from streaks where learner_id = $1',
        [id],
      );
      expect(streak?.longest).toBeGreaterThan(2);
      // The language programme: lessons done, plans kept, phrases said in every band, and all of it in the scores.
      const [english] = await database().query<{ lessons: number; plans: number; takes: number; bands: number }>(
        `with course as (select id from courses where slug = 'everyday-english'), takes as (
           select answer.value -> 'response' -> 'take' ->> 'band' as band
           from attempts a, jsonb_each(a.answers) answer
           where a.learner_id = $1 and a.course_id = (select id from course)
             and jsonb_typeof(answer.value -> 'response' -> 'take') = 'object')
         select (select count(*)::int from lesson_progress where learner_id = $1 and status = 'completed'
             and course_id = (select id from course)) as lessons,
           (select count(*)::int from plan_entries p join lesson_progress l on l.lesson_id::text = p.target
              and l.learner_id = p.learner_id where p.learner_id = $1 and l.course_id = (select id from course)) as plans,
           (select count(*)::int from takes) as takes, (select count(distinct band)::int from takes) as bands`,
        [id],
      );
      expect(english).toMatchObject({ lessons: 5, plans: 5, bands: 3 });
      expect(english?.takes).toBeGreaterThan(30);
      const [sums] = await database().query<{ days: number; open: number }>(
        `select (select count(*)::int from day_scores d where learner_id = $1
             and d.state -> 'courses' ? (select id::text from courses where slug = 'everyday-english')) as days,
           (select count(*)::int from attempts where learner_id = $1 and earned_points is null) as open`,
        [id],
      );
      expect(sums?.days).toBeGreaterThan(5);
      expect(sums?.open).toBe(0);
    },
  );

  test('are made once: again, also a month later, changes nothing', async () => {
    const before = await state();
    await seedDemo(database(), { now: () => NOW + 30 * DAY });
    expect(await state()).toEqual(before);
  });

  test('never take over somebody’s account', async () => {
    const [john] = DEMO_LEARNERS;
    if (!john) throw new Error('There is nobody.');
    const other = { ...john, id: '0a1de000-0000-4000-8000-00000000000f' };
    await expect(seedDemo(database(), { learners: [other], days: 1 })).rejects.toThrow(/belongs to another account/);
  });
});
