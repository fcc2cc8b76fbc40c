import { randomUUID } from 'node:crypto';
import type { Submission } from '@hornbook/shared/collections/submissions.ts';
import { submissions } from '@hornbook/shared/collections/submissions.ts';
import { emptyRow } from '@hornbook/shared/sync/row.ts';
import { sampleQuestions } from '@hornbook/shared/testing/sample-questions.ts';
import { afterEach, expect, test, vi } from 'vitest';
import { withLearnerOn } from '../sync/sql-store.ts';
import { describeOnBoth } from '../testing/test-database.ts';
import { createCodeThreads } from './code-threads.ts';
import { rerunSubmissions } from './rerun-submissions.ts';

const question = sampleQuestions.code;
const version = 'c'.repeat(64);

describeOnBoth('programs handed in', (database) => {
  let stop: (() => Promise<void>) | undefined;
  afterEach(() => stop?.());

  test('are run again by the service, which keeps what it found beside the device’s own', async () => {
    const { query, db } = database();
    const learnerId = randomUUID();
    await query('insert into learners (id) values ($1)', [learnerId]);
    const passing = {
      tests: [
        { id: 'a', name: 'add(1, 2)', status: 'passed' as const },
        { id: 'b', name: 'add("1", "2")', status: 'passed' as const },
        { id: 'c/nothing', name: 'nothing', status: 'passed' as const },
      ],
      durationMs: 5,
    };
    const submission = (source: string, language: Submission['language'] = 'javascript') => ({
      ...emptyRow(submissions),
      id: randomUUID(),
      attemptId: randomUUID(),
      questionId: question.id,
      courseVersion: version,
      language,
      source,
      run: passing,
      earnedPoints: 3,
      possiblePoints: 3,
      durationMs: 1,
      submittedAt: Date.now(),
      stamps: { $row: '000000000001-0000-replicaa00', deletedAt: '000000000001-0000-replicaa00' },
    });
    const honest = submission(question.solution.source);
    const forged = submission('for (;;) { try { for (;;) {} } catch {} }');
    const python = submission('def add(a, b): return a + b', 'python');
    const withLearner = withLearnerOn(db);
    await withLearner(learnerId, (store) =>
      store.putRows(
        'submissions',
        [honest, forged, python].map((row) => ({ key: row.id, row })),
      ),
    );
    stop = rerunSubmissions({
      database: database(),
      withLearner,
      wakeUps: { onAny: () => () => {} },
      loadQuestion: async (asked, id) => (asked === version && id === question.id ? question : null),
      threads: createCodeThreads(),
      languages: ['javascript', 'typescript'],
      log: { error: (said: unknown) => said, info: () => {} } as never,
      pauseMs: 10,
    });
    await vi.waitFor(
      async () => {
        const rows = await query<{ id: string; rerun: Submission['rerun'] }>(
          'select id, rerun from submissions where learner_id = $1',
          [learnerId],
        );
        const of = ({ id }: { id: string }) => rows.find((row) => row.id === id)?.rerun;
        expect(of(honest)).toMatchObject({ agrees: true, run: { tests: passing.tests } });
        expect(of(forged)).toMatchObject({
          agrees: false,
          run: { tests: [{ status: 'timeout' }, { status: 'timeout' }, { status: 'timeout' }] },
        });
        // Only the device can say.
        expect(of(python)).toBeNull();
      },
      { timeout: 30_000, interval: 200 },
    );
  });
});
