import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { memoryStore } from '../testing/memory-store.ts';
import { describeOnBoth } from '../testing/test-database.ts';
import { forgetWithdrawn } from './forget-withdrawn.ts';
import { findBlob, keepBytesFor } from './learner-blobs.ts';
import { appendToUpload, uploadState } from './uploads.ts';

describeOnBoth('what learners took back', (database) => {
  const store = memoryStore(Date.now);
  const keeping = () => ({ database: database(), store, quotaBytes: 1e9 });
  const newLearner = async () => {
    const id = randomUUID();
    await database().query('insert into learners (id) values ($1)', [id]);
    return id;
  };
  const keep = async (learner: string, text: string) =>
    (await keepBytesFor(keeping(), learner, Buffer.from(text))).sha256;
  /** A recording with this hash, that names its bytes or does not. */
  const record = async (
    learner: string,
    sha256: string,
    { sent, deleted = false }: { sent: boolean; deleted?: boolean },
  ) => {
    const id = randomUUID();
    await database().query(
      `insert into recordings (learner_id, id, question_id, recorded_at, take, sha256, size_bytes, media_type, blob_hash, stamps, deleted_at)
       values ($1, $2, $2, 1, '{}', $3, 1, 'video/webm', $4, '{}', $5)`,
      [learner, id, sha256, sent ? sha256 : null, deleted ? 1 : null],
    );
    return id;
  };
  const has = async (learner: string, sha256: string) => (await findBlob(keeping(), learner, sha256)) !== null;
  const stored = (sha256: string) => store.names().filter((name) => name.includes(sha256)).length;
  const forget = () => forgetWithdrawn({ database: database(), store });

  test('leaves the service at once; what they still agree to, and what others have, stays', async () => {
    const [ada, ben] = [await newLearner(), await newLearner()];
    const [agreed, takenBack, deleted] = [
      await keep(ada, 'agreed'),
      await keep(ada, 'back'),
      await keep(ada, 'deleted'),
    ];
    await keep(ben, 'back');
    await record(ada, agreed, { sent: true });
    await record(ada, takenBack, { sent: false });
    await record(ada, deleted, { sent: true, deleted: true });
    await record(ben, takenBack, { sent: true });
    expect(await forget()).toBe(2);
    expect([await has(ada, agreed), await has(ada, takenBack), await has(ada, deleted)]).toEqual([true, false, false]);
    expect(await has(ben, takenBack)).toBe(true);
    expect([stored(agreed), stored(takenBack), stored(deleted)]).toEqual([1, 1, 0]);
    expect(await forget()).toBe(0);
  });

  test('stays when another row still names the same bytes, and goes when none does', async () => {
    const ada = await newLearner();
    const sha256 = await keep(ada, 'twice');
    await record(ada, sha256, { sent: false });
    const other = await record(ada, sha256, { sent: true });
    expect(await forget()).toBe(0);
    await database().query('delete from recordings where learner_id = $1 and id = $2', [ada, other]);
    expect(await forget()).toBe(1);
    expect(stored(sha256)).toBe(0);
  });

  test('stops being uploaded, and what has come of it goes', async () => {
    const ada = await newLearner();
    const sha256 = 'c'.repeat(64);
    await appendToUpload(keeping(), ada, { sha256, sizeBytes: 300_000, offset: 0, bytes: Buffer.alloc(70_000) });
    await record(ada, sha256, { sent: false });
    expect(await forget()).toBe(1);
    expect(await uploadState(keeping(), ada, sha256)).toEqual({ offset: 0, isComplete: false });
    expect(store.names().filter((name) => name.startsWith('uploads/'))).toEqual([]);
  });
});
