import { randomUUID } from 'node:crypto';
import { afterEach, expect, test } from 'vitest';
import { findBlob } from '../blobs/learner-blobs.ts';
import { withLearnerOn } from '../sync/sql-store.ts';
import { startWakeUps } from '../sync/wake-ups.ts';
import { memoryStore } from '../testing/memory-store.ts';
import { describeOnBoth } from '../testing/test-database.ts';
import type { FetchedPage } from './fetch-page.ts';
import { takeSnapshots } from './take-snapshots.ts';

const words = 'Plants make sugar out of water, air and the light of the sun, and give off oxygen while they do. ';
const article = (title: string) =>
  Buffer.from(
    `<html><title>${title}</title><body><article><p>${words.repeat(5)}</p><p>${words.repeat(5)}</p></article></body></html>`,
  );

describeOnBoth('links of learners', (database) => {
  const store = memoryStore();
  let stop = async () => {};
  afterEach(() => stop());

  const newLink = async (url: string, learner: string = randomUUID()) => {
    const id = randomUUID();
    await database().query('insert into learners (id) values ($1) on conflict do nothing', [learner]);
    await database().query(
      `insert into materials (learner_id, id, kind, added_at, subject_id, title, changed_at, url, text)
       values ($1, $2, 'url', 1, gen_random_uuid(), 't', 1, $3, '{}')`,
      [learner, id, url],
    );
    return { learner, id };
  };
  const stateOf = async ({ learner, id }: { learner: string; id: string }) => {
    const [row] = await database().query<{ state: string | null; hash: string | null }>(
      `select row->>'snapshotState' as state, row->>'snapshotHash' as hash from changes where learner_id = $1 and key = $2`,
      [learner, id],
    );
    return row;
  };
  const start = async (fetchPage: (url: string) => Promise<FetchedPage>, netMs = 50) => {
    const wakeUps = await startWakeUps(database());
    const stopTaking = takeSnapshots({
      ...{ database: database(), store, wakeUps, fetchPage, pauseMs: 5, netMs, log: { error: () => undefined } },
      withLearner: withLearnerOn(database().db, wakeUps.committed),
    });
    stop = async () => {
      await stopTaking();
      wakeUps.stop();
    };
  };

  test('are kept as what can be read of them, or stay links; the device learns which by the feed', async () => {
    const pages: Record<string, () => FetchedPage> = {
      'https://a.example/': () => ({
        ...{ kind: 'page', url: 'https://a.example/there', contentType: 'text/html', bytes: article('Plants') },
      }),
      'https://b.example/': () => ({ kind: 'refused', why: 'status 404' }),
      'https://c.example/': () => ({
        kind: 'page',
        url: 'https://c.example/',
        contentType: 'image/png',
        bytes: Buffer.from('x'),
      }),
    };
    const learner = randomUUID();
    const [kept, gone, picture] = [
      await newLink('https://a.example/', learner),
      await newLink('https://b.example/', learner),
      await newLink('https://c.example/'),
    ];
    await start(async (url) => pages[url]?.() ?? { kind: 'unreachable', why: 'test' });
    await expect.poll(() => stateOf(picture), { timeout: 15_000 }).toMatchObject({ state: 'link', hash: null });
    await expect.poll(() => stateOf(gone), { timeout: 15_000 }).toMatchObject({ state: 'link', hash: null });
    await expect.poll(async () => (await stateOf(kept))?.state, { timeout: 15_000 }).toBe('kept');
    const blob = await findBlob({ database: database() }, learner, (await stateOf(kept))?.hash ?? '');
    const snapshot = await new Response(await store.get(blob?.storedAs ?? 'none')).json();
    expect(snapshot).toMatchObject({ format: 1, title: 'Plants', url: 'https://a.example/there' });
    expect(snapshot.html).toContain('make sugar');
  });

  test('that cannot be reached are tried again, but not for ever', async () => {
    const [late, never] = [await newLink('https://late.example/'), await newLink('https://never.example/')];
    const asked: Record<string, number> = {};
    await start(async (url) => {
      asked[url] = (asked[url] ?? 0) + 1;
      if (url.includes('late') && asked[url] === 3)
        return { kind: 'page', url, contentType: 'text/html', bytes: article('Late') };
      return { kind: 'unreachable', why: 'test' };
    });
    await expect.poll(async () => (await stateOf(late))?.state, { timeout: 15_000 }).toBe('kept');
    await expect.poll(async () => (await stateOf(never))?.state, { timeout: 15_000 }).toBe('link');
    expect([asked['https://late.example/'], asked['https://never.example/']]).toEqual([3, 4]);
  });
});
