import { type CollectionName, collections } from '@hornbook/shared/collections/index.ts';
import { createEngine } from '@hornbook/shared/sync/engine/engine.ts';
import { canonicalRow } from '@hornbook/shared/sync/row.ts';
import { propertyRuns } from '@hornbook/shared/testing/property-runs.ts';
import fc from 'fast-check';
import { beforeEach, describe, expect, test } from 'vitest';
import { setClock } from '../data/clock.ts';
import type { Connections } from '../data/connections.ts';
import { DexieStorage } from '../data/dexie-storage.ts';
import { foldStaleAttempts } from '../data/folds.ts';
import { LearnerDatabase, withoutMarks } from '../data/learner-database.ts';
import { localWrite } from '../data/local-write.ts';
import { freshDevice, install } from '../data/testing/fresh-device.ts';
import { type PublishedSample, publishSample, SAMPLE } from '../data/testing/sample-course.ts';
import { type FakeServer, fakeServer } from './testing/fake-server.ts';

const START = Date.UTC(2026, 0, 5, 12);
const HOUR_MS = 3_600_000;
let time = START;
let sample: PublishedSample;
let base: Connections;

/** A device's database with an engine over it; both devices read the same content. */
const openDevice = async (name: string, server: FakeServer) => {
  const learner = new LearnerDatabase(name);
  const storage = new DexieStorage(learner);
  await storage.prepare();
  const engine = createEngine({
    learnerId: SAMPLE.courseId,
    storage,
    transport: server.transport,
    clock: { now: () => time },
    random: { next: () => 0.5 },
    collections,
  });
  const connections: Connections = { ...base, learner, storage };
  const sync = async () => {
    for (;;) {
      const next = await engine.push();
      if (next.kind !== 'again') break;
    }
    for (;;) {
      const position = await engine.position();
      const page = server.page(Number.parseInt(position.cursor?.offset ?? '-1', 10));
      await engine.applyPage(position, page);
      if (page.upToDate) break;
    }
    await foldStaleAttempts(connections);
  };
  const rows = async () => {
    const all: Record<string, string> = {};
    for (const collection of Object.values(collections)) {
      for (const record of await learner.rows(collection.name as CollectionName).toArray()) {
        all[`${collection.name}/${record._key}`] = canonicalRow(collection, withoutMarks<never>(record as never));
      }
    }
    return all;
  };
  const skills = async () => (await learner.skillStates.toArray()).toSorted((a, b) => (a.skillId < b.skillId ? -1 : 1));
  return { connections, sync, rows, skills, close: () => learner.delete() };
};
type Device = Awaited<ReturnType<typeof openDevice>>;

type Act = (device: Device) => Promise<unknown>;
const uuid = (n: number) => `10000000-0000-4000-8000-${String(n).padStart(12, '0')}`;
const actArbitrary: fc.Arbitrary<Act> = fc.oneof(
  fc.constantFrom('Ada', 'Grace', 'Mary').map(
    (displayName): Act =>
      ({ connections }) =>
        localWrite(connections, ({ put }) => put('profile', { id: 'me', displayName, dailyMinutes: 15 })),
  ),
  fc.tuple(fc.nat(1), fc.constantFrom('in_progress', 'completed'), fc.nat(1000)).map(
    ([lesson, status, lastPosition]): Act =>
      ({ connections }) =>
        localWrite(connections, ({ at, put }) =>
          put('lessonProgress', {
            lessonId: SAMPLE.lessonId(0, lesson),
            courseId: SAMPLE.courseId,
            status: status as 'in_progress' | 'completed',
            startedAt: at,
            lastPosition,
            completedAt: status === 'completed' ? at : null,
          }),
        ),
  ),
  fc.nat(1000).map(
    (ms): Act =>
      ({ connections }) =>
        localWrite(connections, async ({ get, put, replicaId }) => {
          const day = await get('studyDays', '2026-01-05/none');
          const activeMs = { ...day?.activeMs, [replicaId]: (day?.activeMs[replicaId] ?? 0) + ms };
          await put('studyDays', { localDay: '2026-01-05', course: 'none', activeMs });
        }),
  ),
  // Attempts by few ids, so that both devices work on the same one.
  {
    weight: 4,
    arbitrary: fc.tuple(fc.nat(3), fc.nat(5), fc.boolean(), fc.boolean()).map(
      ([attempt, question, right, completes]): Act =>
        ({ connections }) =>
          localWrite(connections, ({ at, put, replicaId }) =>
            put('attempts', {
              id: uuid(attempt),
              mode: 'activity',
              activityId: SAMPLE.quizId(0, 0),
              courseId: SAMPLE.courseId,
              questionIds: [0, 1, 2, 3, 4, 5].map((n) => SAMPLE.questionId(0, 0, n)),
              seed: 'seed',
              replicaId,
              replicaSeq: attempt + 1,
              startedAt: at,
              timeZone: 'UTC',
              utcOffsetMinutes: 0,
              timeLimitMs: null,
              status: completes ? 'completed' : 'in_progress',
              completedAt: completes ? at : null,
              completedDay: completes ? new Date(at).toISOString().slice(0, 10) : null,
              answers: {
                [SAMPLE.questionId(0, 0, question)]: {
                  courseVersion: sample.entry.version,
                  response: { kind: 'numeric', text: String(right ? question : 99) },
                  hintsUsed: 0,
                  durationMs: 1000,
                  answeredAt: at,
                  localDay: new Date(at).toISOString().slice(0, 10),
                },
              },
            }),
          ),
    ),
  },
);

beforeEach(async () => {
  base = await freshDevice();
  sample = await publishSample();
  await install(base, sample);
  time = START;
  setClock(() => time);
});

describe('two devices of one learner, over IndexedDB', () => {
  test('hold the same rows and the same skill states once both have talked, whatever they did apart', async () => {
    let run = 0;
    let skilled = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.record({ who: fc.nat(1), act: actArbitrary, hours: fc.nat(30), syncs: fc.boolean() }), {
          minLength: 5,
          maxLength: 16,
          size: 'max',
        }),
        async (story) => {
          run += 1;
          time = START;
          const server = fakeServer(() => time);
          const devices = [await openDevice(`one-${run}`, server), await openDevice(`two-${run}`, server)];
          for (const { who, act, hours, syncs } of story) {
            time += hours * HOUR_MS;
            const device = devices[who] as Device;
            await act(device);
            if (syncs) await device.sync();
          }
          for (let round = 0; round < 2; round++) for (const device of devices) await device.sync();
          const [one, two] = devices as [Device, Device];
          expect(await two.rows()).toEqual(await one.rows());
          expect(await two.skills()).toEqual(await one.skills());
          expect(await one.connections.learner.outbox.count()).toBe(0);
          if ((await one.skills()).some(({ items }) => items > 0)) skilled += 1;
          // [D1] A device that starts now, and folds everything at once, says the same.
          const third = await openDevice(`three-${run}`, server);
          await third.sync();
          expect(await third.rows()).toEqual(await one.rows());
          expect(await third.skills()).toEqual(await one.skills());
          await Promise.all([...devices, third].map((device) => device.close()));
        },
      ),
      propertyRuns(15),
    );
    // Otherwise the stories were about nothing.
    expect(skilled).toBeGreaterThan(3);
  });
});
