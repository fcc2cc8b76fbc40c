import { randomUUID } from 'node:crypto';
import type { OutcomeStatus } from '@hornbook/shared/code/code-run.ts';
import { submissions } from '@hornbook/shared/collections/submissions.ts';
import { emptyRow } from '@hornbook/shared/sync/row.ts';
import { beforeAll, expect, test } from 'vitest';
import { compileFiles } from '../content/folder-courses.ts';
import { printDifferences } from '../content/print-differences.ts';
import { publishCourse } from '../content/publish.ts';
import { miniCourse, miniIds } from '../content/testing/mini-course.ts';
import { withLearnerOn } from '../sync/sql-store.ts';
import { describeOnBoth } from '../testing/test-database.ts';
import { differingProgramsSchema, listDifferingPrograms } from './differing-programs.ts';
import { readFigures } from './figures.ts';

const oldVersion = 'a'.repeat(64);
const version = 'b'.repeat(64);
const gone = 'ffffffff-0000-4000-8000-000000000001';

describeOnBoth('programs the service judged otherwise than the device', (database) => {
  const learners = [randomUUID(), randomUUID()];
  beforeAll(async () => {
    const { courses, skills } = await compileFiles(new Map([['mini', miniCourse()]]));
    if (courses[0]) await publishCourse(database(), courses[0], skills, new Date());
    const run = (statuses: Record<string, OutcomeStatus>) => ({
      tests: Object.entries(statuses).map(([id, status]) => ({ id, name: id, status, got: 'secret' })),
      durationMs: 1,
    });
    const submission = (
      courseVersion: string,
      device: Record<string, OutcomeStatus>,
      service: Record<string, OutcomeStatus> | null,
      questionId: string = miniIds.questions.capital,
    ) => ({
      ...emptyRow(submissions),
      id: randomUUID(),
      attemptId: randomUUID(),
      questionId,
      courseId: questionId === gone ? null : miniIds.course,
      courseVersion,
      language: 'javascript' as const,
      source: '// by Ada Secret',
      run: run(device),
      earnedPoints: 1,
      possiblePoints: 1,
      durationMs: 1,
      submittedAt: 1_700_000_000_000,
      rerun: service && { agrees: false, run: run(service) },
      stamps: { $row: '000000000001-0000-replicaa00', deletedAt: '000000000001-0000-replicaa00' },
    });
    const rows = [
      [
        submission(version, { a: 'passed', b: 'failed', c: 'passed' }, { a: 'timeout', b: 'error', c: 'passed' }),
        submission(oldVersion, { a: 'failed' }, { a: 'passed' }),
        submission(version, { a: 'passed' }, { a: 'passed', 'f/late': 'passed' }),
        {
          ...submission(version, { a: 'passed' }, { a: 'passed' }),
          rerun: { agrees: true, run: run({ a: 'passed' }) },
        },
        submission(version, { a: 'passed' }, null),
      ],
      [
        submission(version, { a: 'passed', b: 'failed' }, { a: 'timeout', b: 'failed' }),
        submission(version, { a: 'passed' }, { a: 'stopped' }, gone),
      ],
    ];
    for (const [index, learnerId] of learners.entries()) {
      await database().query('insert into learners (id) values ($1)', [learnerId]);
      await withLearnerOn(database().db)(learnerId, (store) =>
        store.putRows(
          'submissions',
          (rows[index] ?? []).map((row) => ({ key: row.id, row })),
        ),
      );
    }
  });

  test('are listed by question and version, page by page, with how the tests ended here and there', async () => {
    const { db } = database();
    const list = (asked: object) => listDifferingPrograms(db, differingProgramsSchema.parse(asked));
    const first = await list({ limit: 1 });
    const about = { course: 'mini', language: 'javascript', latestAt: 1_700_000_000_000 };
    expect(first.items).toEqual([
      {
        ...about,
        questionId: miniIds.questions.capital,
        activity: expect.any(String),
        courseVersion: oldVersion,
        programs: 1,
        tests: [{ id: 'a', device: 'failed', service: 'passed', programs: 1 }],
      },
    ]);
    const second = await list({ limit: 1, after: first.next });
    expect(second.items).toMatchObject([
      {
        courseVersion: version,
        programs: 3,
        tests: [
          { id: 'a', device: 'passed', service: 'timeout', programs: 2 },
          { id: 'f/late', device: null, service: 'passed', programs: 1 },
        ],
      },
    ]);
    const third = await list({ after: second.next });
    expect(third).toMatchObject({ items: [{ questionId: gone, course: null, activity: null }], next: null });
    expect((await list({ course: miniIds.course })).items).toHaveLength(2);
    for (const secret of ['secret', 'Ada', ...learners])
      expect(JSON.stringify([first, second, third])).not.toContain(secret);
  });

  test('are counted for operators, and printed for authors', async () => {
    const { db } = database();
    expect((await readFigures(db, '2026-03-10')).differing).toEqual([
      { course: 'mini', question: miniIds.questions.capital, programs: 4 },
      { course: 'none', question: gone, programs: 1 },
    ]);
    const lines: string[] = [];
    expect(await printDifferences(db, (line) => lines.push(line))).toBe(0);
    expect(lines).toContain('  a: passed on the device, timeout here (2)');
    expect(lines).toContain('  f/late: not told on the device, passed here (1)');
    expect(lines.at(-1)).toMatch(/^5 programs for 3 questions /);
  });
});
