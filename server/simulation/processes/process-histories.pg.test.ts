import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { MeasuredCourse } from '../../bench/attempt-rows.ts';
import { addMeasuredCourse } from '../../bench/measured-course.ts';
import { buildService } from '../../testing/device/build-service.ts';
import { openTestDatabase } from '../../testing/test-database.ts';
import { playProcessHistory } from './process-history.ts';
import { type ServicePair, startPair } from './service-pair.ts';

const HISTORIES = process.env.HORNBOOK_DEEP === '1' ? 20 : 8;

describe('two processes on one Postgres, killed and cut off while devices push through both', () => {
  let database: Awaited<ReturnType<typeof openTestDatabase>>;
  let pair: ServicePair | undefined;
  let course: MeasuredCourse;
  const struck: string[] = [];

  beforeAll(async () => {
    database = await openTestDatabase('postgres');
    course = await addMeasuredCourse(database);
    pair = await startPair(buildService(), database.url ?? '');
  });
  afterAll(async () => {
    await pair?.end();
    await database?.close();
  });

  test.each(Array.from({ length: HISTORIES }, (_, index) => index + 1))(
    'history %i ends with the same rows everywhere, all that was acknowledged, and nothing twice',
    async (seed) => {
      if (!pair) throw new Error('There are no processes.');
      const result = await playProcessHistory({ pair, database, course }, seed);
      struck.push(...result.struck);
      expect(result.problems).toEqual([]);
    },
  );

  test('processes were killed, connections cut and devices offline', () => {
    expect(new Set(struck)).toEqual(new Set(['killed', 'connections cut', 'offline']));
  });
});
