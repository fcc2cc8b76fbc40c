import { createHash, randomUUID } from 'node:crypto';
import { collections } from '@hornbook/shared/collections/index.ts';
import { expect, test } from 'vitest';
import { eraseDue } from '../auth/erasure.ts';
import { memoryStore } from '../testing/memory-store.ts';
import { describeOnBoth } from '../testing/test-database.ts';
import { contentOf } from './blob-store.ts';
import { collectBlobs, removeUnowned } from './collect-blobs.ts';
import { findBlob, keepBytesFor } from './learner-blobs.ts';
import { appendToUpload, uploadState } from './uploads.ts';

const DAY_MS = 86_400_000;
/** A field of rows that are quickly made stands for those that name blobs. */
const list = [{ ...collections.studyDays, blobs: ['course'] }];

describeOnBoth('files nobody needs', (database) => {
  let time = Date.now();
  const store = memoryStore(() => time);
  const newLearner = async () => {
    const id = randomUUID();
    await database().query('insert into learners (id) values ($1)', [id]);
    return id;
  };
  const keeping = () => ({ database: database(), store, quotaBytes: 1e9 });
  const keep = async (learner: string, text: string) =>
    (await keepBytesFor(keeping(), learner, Buffer.from(text))).sha256;
  const name = (learner: string, sha256: string) =>
    database().query(
      `insert into study_days (learner_id, local_day, course, active_ms) values ($1, '2026-01-01', $2, '{}')
       on conflict (learner_id, local_day, course) do update set deleted_at = null`,
      [learner, sha256],
    );
  const unname = (learner: string, sha256: string) =>
    database().query('delete from study_days where learner_id = $1 and course = $2', [learner, sha256]);
  const collect = () => collectBlobs({ database: database(), store }, time, list);
  const has = async (learner: string, sha256: string) => (await findBlob(keeping(), learner, sha256)) !== null;
  const stored = (sha256: string) => store.names().filter((kept) => kept.includes(sha256)).length;

  test('are removed thirty days after the last row that named them, and kept as long as one does', async () => {
    const learner = await newLearner();
    const [named, released] = [await keep(learner, 'named'), await keep(learner, 'released')];
    await name(learner, named);
    await collect();
    time += 29 * DAY_MS;
    expect(await collect()).toEqual({ givenUp: 0, removed: 0 });
    expect([await has(learner, named), await has(learner, released)]).toEqual([true, true]);
    time += 2 * DAY_MS;
    expect(await collect()).toEqual({ givenUp: 1, removed: 1 });
    expect([await has(learner, named), await has(learner, released)]).toEqual([true, false]);
    expect([stored(named), stored(released)]).toEqual([1, 0]);
    // What is named again in time begins anew.
    await unname(learner, named);
    await collect();
    time += 20 * DAY_MS;
    await name(learner, named);
    await collect();
    await unname(learner, named);
    time += 20 * DAY_MS;
    await collect();
    expect(await has(learner, named)).toBe(true);
    time += 31 * DAY_MS;
    await collect();
    expect(stored(named)).toBe(0);
  });

  test('of several learners stay for those who still have them', async () => {
    const [a, b] = [await newLearner(), await newLearner()];
    const sha256 = await keep(a, 'shared');
    await keep(b, 'shared');
    await name(b, sha256);
    await collect();
    time += 31 * DAY_MS;
    expect(await collect()).toEqual({ givenUp: 1, removed: 0 });
    expect([await has(a, sha256), await has(b, sha256), stored(sha256)]).toEqual([false, true, 1]);
    // Another's row that names it keeps nothing for one who only heard of it.
    await name(a, sha256);
    await collect();
    expect(await has(a, sha256)).toBe(false);
  });

  test('uploads nobody goes on with, and what a crash left, are removed in time, and nothing that is on its way', async () => {
    time = Date.now();
    const learner = await newLearner();
    const bytes = Buffer.alloc(100_000, 7);
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    const part = { sha256, sizeBytes: bytes.length, offset: 0, bytes: bytes.subarray(0, 50_000) };
    await appendToUpload(keeping(), learner, part);
    const orphan = `blobs/${'0'.repeat(64)}/${randomUUID()}`;
    await store.put(orphan, contentOf(Buffer.from('put, then killed')));
    await store.put(`uploads/${randomUUID()}/0-5`, contentOf(Buffer.from('lost!')));
    await collect();
    expect((await uploadState(keeping(), learner, sha256)).offset).toBe(50_000);
    expect(store.names().filter((kept) => kept.startsWith('uploads/'))).toHaveLength(1);
    expect(store.names()).toContain(orphan);
    time += 8 * DAY_MS;
    await collect();
    expect((await uploadState(keeping(), learner, sha256)).offset).toBe(0);
    expect(store.names().filter((kept) => kept.startsWith('uploads/') || kept === orphan)).toEqual([]);
  });

  test('of an erased learner go with everything else, those of others stay', async () => {
    const [a, b] = [await newLearner(), await newLearner()];
    const [own, shared] = [await keep(a, 'own'), await keep(a, 'both')];
    await keep(b, 'both');
    const bytes = Buffer.alloc(100_000, 9);
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    const half = { sha256, sizeBytes: bytes.length, offset: 0, bytes: bytes.subarray(0, 50_000) };
    await appendToUpload(keeping(), a, half);
    await database().query(`update learners set erase_at = now() - interval '1 second' where id = $1`, [a]);
    expect(await eraseDue(database())).toBe(1);
    await removeUnowned({ database: database(), store }, Date.now());
    expect([stored(own), stored(shared), await has(b, shared)]).toEqual([0, 1, true]);
    expect(store.names().filter((kept) => kept.startsWith('uploads/'))).toEqual([]);
    const left = await database().query(
      `select from learner_blobs where learner_id = $1 union all select from blob_uploads where learner_id = $1`,
      [a],
    );
    expect(left).toEqual([]);
  });
});
