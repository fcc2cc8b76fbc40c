import 'fake-indexeddb/auto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { LearnerDatabase } from './learner-database.ts';
import { attemptMarks, countMarks, markAttempts, markedAttempts, unmarkAttempts } from './mark-attempts.ts';

const attemptId = fc.integer({ min: 0, max: 400 }).map((n) => `attempt-${n}`);
const steps = fc.array(
  fc.oneof(
    fc.record({ mark: fc.uniqueArray(attemptId, { minLength: 1, maxLength: 3 }) }),
    fc.record({ mark: fc.uniqueArray(attemptId, { minLength: 51, maxLength: 150 }) }),
    fc.record({ read: fc.integer({ min: 1, max: 100 }) }),
  ),
  { minLength: 1, maxLength: 12 },
);

test('[D1] every attempt that was noted, alone or with many, is read after it was noted last, and then none is left', async () => {
  let number = 0;
  await fc.assert(
    fc.asyncProperty(steps, async (steps) => {
      number += 1;
      const learner = new LearnerDatabase(`marks-${number}`);
      const unread = new Set<string>();
      const inOne = <T>(work: () => Promise<T>) => learner.transaction('rw', attemptMarks(learner), work);
      const read = async (most: number) => {
        const { attemptIds, together } = await markedAttempts(learner, most);
        expect(attemptIds.length).toBeLessThanOrEqual(most);
        await inOne(() => unmarkAttempts(learner, attemptIds, together));
        for (const id of attemptIds) unread.delete(id);
        return attemptIds.length;
      };
      for (const step of steps) {
        if ('read' in step) await read(step.read);
        else {
          await inOne(() => markAttempts(learner, step.mark));
          for (const id of step.mark) unread.add(id);
        }
      }
      while ((await read(100)) > 0) {
        // There may be more.
      }
      expect([...unread]).toEqual([]);
      expect(await countMarks(learner)).toBe(0);
      await learner.delete();
    }),
    { numRuns: 40 },
  );
});
