import { randomUUID } from 'node:crypto';
import { type AuthoringReply, draftsDigest } from '@hornbook/shared/authoring/authoring-protocol.ts';
import { courseDrafts, type Draft } from '@hornbook/shared/collections/course-drafts.ts';
import { formatHlc } from '@hornbook/shared/sync/hlc.ts';
import { PROTOCOL, type PushReply } from '@hornbook/shared/sync/protocol.ts';
import { rowToWire } from '@hornbook/shared/sync/row.ts';
import { changeRow } from '@hornbook/shared/sync/write-row.ts';
import { editText } from '@hornbook/shared/text/edit-text.ts';
import { textOf } from '@hornbook/shared/text/text-order.ts';
import type { Hono } from 'hono';
import { expect } from 'vitest';
import { setRole } from '../auth/roles.ts';
import type { Database } from '../db/connect.ts';
import { readFeedOn } from '../sync/read-feed.ts';
import { makeTestDevice } from './test-device.ts';

/** An author with a device that holds what the service last showed it of a course, and writes on in that. */
export const makeTestAuthor = async (app: Hono, database: Database, name: string) => {
  const email = `${name.toLowerCase()}-${randomUUID()}@example.org`;
  const device = await makeTestDevice(app);
  const { learnerId } = device;
  const replicaId = randomUUID().replaceAll('-', '').slice(0, 10);
  await device.post('/auth/claim', await device.claim());
  // Whose account it is is all that matters here: hashing a password for each of them would be a third of their tests.
  await database.query(
    'update "user" set email = $1, is_anonymous = false where id = (select user_id from learners where id = $2)',
    [email, learnerId],
  );
  await setRole(database, email, 'author', true);
  let counter = 0;
  const stamp = () => {
    counter += 1;
    return formatHlc(Date.now(), counter, replicaId);
  };

  const rows = async (courseId: string): Promise<Draft[]> => {
    const page = await readFeedOn(database.db)(learnerId, 0, { rows: 10_000, bytes: 1e8 });
    return page.rows
      .filter(({ collection, row }) => collection === 'courseDrafts' && row.courseId === courseId)
      .map(({ row }) => row as never as Draft);
  };
  const push = async (sent: readonly Draft[]): Promise<void> => {
    const { epoch } = await readFeedOn(database.db)(learnerId, 0, { rows: 1, bytes: 1 });
    const pushed = sent.map((row, index) => ({
      collection: 'courseDrafts',
      key: row.id,
      rev: index + 1,
      row: rowToWire(courseDrafts, row as never),
    }));
    const head = { protocol: PROTOCOL, learnerId, replicaId, epoch, heard: Date.now() };
    const reply = (await (await device.post('/sync/push', { ...head, rows: pushed })).json()) as PushReply;
    expect(reply).toMatchObject({ verdicts: sent.map(() => ({ verdict: 'accepted' })) });
  };
  const ask = async <T = AuthoringReply>(courseId: string, act: string, body: object = {}): Promise<T> =>
    (await (await device.post(`/sync/authoring/${courseId}/${act}`, body)).json()) as T;

  return {
    device,
    learnerId,
    email,
    rows,
    push,
    ask,
    tell: async <T>(path: string): Promise<T> => (await (await device.get(`/sync/authoring/${path}`)).json()) as T,
    row: async (courseId: string, id: string): Promise<Draft | undefined> =>
      (await rows(courseId)).find((one) => one.id === id),
    text: async (courseId: string, id: string): Promise<string> =>
      textOf((await rows(courseId)).find((one) => one.id === id)?.text ?? []),
    /** Says something of a part of it as it is at the service, and sends that. */
    change: async (courseId: string, id: string, said: object): Promise<void> => {
      const row = (await rows(courseId)).find((one) => one.id === id);
      await push([changeRow(courseDrafts, row as never, said, stamp()) as Draft]);
    },
    /** Types in a text of it: `insert` before the first `before`, or at its beginning. */
    type: async (courseId: string, id: string, insert: string, before = ''): Promise<void> => {
      const row = (await rows(courseId)).find((one) => one.id === id) as Draft;
      const at = Math.max(0, textOf(row.text).indexOf(before));
      const text = editText(row.text, { at, remove: 0, insert }, randomUUID().slice(0, 8));
      await push([changeRow(courseDrafts, row as never, { text }, stamp()) as Draft]);
    },
    publish: async (courseId: string): Promise<AuthoringReply> =>
      ask(courseId, 'publish', { digest: draftsDigest(await rows(courseId)) }),
  };
};

export type TestAuthor = Awaited<ReturnType<typeof makeTestAuthor>>;
