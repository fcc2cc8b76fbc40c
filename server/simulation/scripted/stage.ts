import { collectWaiting } from '@hornbook/shared/bundle/collect.ts';
import { type Payload, readPayload, WAITING_LIMIT, writePayload } from '@hornbook/shared/bundle/payload.ts';
import type { AnyRow, Collection } from '@hornbook/shared/collections/define-collection.ts';

import { collections as listed } from '@hornbook/shared/collections/index.ts';
import { profile } from '@hornbook/shared/collections/profile.ts';
import type { FeedPosition, PageOutcome } from '@hornbook/shared/sync/engine/apply-page.ts';
import { createEngine, type Engine, type NextPush } from '@hornbook/shared/sync/engine/engine.ts';
import { tickHlc } from '@hornbook/shared/sync/hlc.ts';
import type { PushOutcome, StoredRow } from '@hornbook/shared/sync/ports.ts';
import type { PushReply, PushRequest } from '@hornbook/shared/sync/protocol.ts';
import { PROTOCOL } from '@hornbook/shared/sync/protocol.ts';
import { canonicalRow, rowToWire } from '@hornbook/shared/sync/row.ts';
import { createMemoryStorage } from '@hornbook/shared/testing/memory-storage.ts';
import { applyCarried } from '../../sync/apply-carried.ts';
import { applyPush } from '../../sync/apply-push.ts';
import type { ContentIndex } from '../../sync/learner-store.ts';
import { type Backup, createMemoryServer } from '../../sync/memory-store.ts';
import { notices } from '../sample-collections.ts';

const LEARNER = 'learner';
const START = 1_750_000_000_000;
const PAGE = { rows: 1000, bytes: 1_000_000 };

/** One push under way: what was sent, and the moments of its journey, one by one. */
export interface Flight {
  request: PushRequest;
  /** The server takes the request in; may be called again for a duplicate, at any later time. */
  arrive(): Promise<PushReply>;
  /** The reply reaches the device. */
  deliver(reply: PushReply): Promise<NextPush>;
  /** No reply ever comes. */
  lose(): Promise<NextPush>;
}

/** A server and devices under the hand of a test: nothing is sent, arrives or is lost but by its command. */
export const createStage = () => {
  const known: Record<string, Collection> = { ...listed, notices };
  const onServer: Record<string, Collection> = { ...known };
  const clock = { now: START };
  const unknownContent = new Set<string>();
  let epochs = 1;
  const server = createMemoryServer({ epoch: 'E1', collections: known, newEpoch: () => `E${++epochs}` });
  const content: ContentIndex = {
    load: async () => ({
      unknown: (_collection, row) =>
        Object.values(row).some((value) => unknownContent.has(String(value))) ? 'It is not published here yet.' : null,
      serverFields: (collection, row) =>
        collection === 'attempts' ? { earnedPoints: Object.keys(row.answers as object).length } : {},
    }),
  };
  const surroundings = { withLearner: server.withLearner, content, collections: onServer, now: () => clock.now };
  const push = (request: PushRequest) => applyPush(surroundings, LEARNER, request);

  const device = (replicaId: string, { strict = true } = {}) => {
    const storage = createMemoryStorage(replicaId.padEnd(10, '0'), { strict });
    const own = { skewMs: 0 };
    const context = {
      learnerId: LEARNER,
      storage,
      clock: { now: () => clock.now + own.skewMs },
      random: { next: () => 0.5 },
      collections: known,
    };
    /** An engine of its own for each push, like tabs: so several can be under way. */
    const engineWith = (transport: (request: PushRequest) => Promise<PushOutcome>): Engine =>
      createEngine({ ...context, transport: { push: transport } });
    const engine = engineWith(async (request) => ({ kind: 'reply', reply: await push(request) }));
    const stored = (collection: Collection, key: string): StoredRow | undefined =>
      storage.content().rows.get(`${collection.name}/${key}`);

    const send = async (): Promise<Flight> => {
      let answer: (outcome: PushOutcome) => void = () => undefined;
      const answered = new Promise<PushOutcome>((resolve) => {
        answer = resolve;
      });
      let done: Promise<NextPush> | undefined;
      const request = await new Promise<PushRequest>((resolve, reject) => {
        done = engineWith((sent) => {
          resolve(sent);
          return answered;
        }).push();
        done.then((next) => reject(new Error(`nothing was sent: ${next.kind}`)), reject);
      });
      const finish = (outcome: PushOutcome) => {
        answer(outcome);
        return done as Promise<NextPush>;
      };
      return {
        request,
        arrive: () => push(structuredClone(request)),
        deliver: (reply) => finish({ kind: 'reply', reply: structuredClone(reply) }),
        lose: () => finish({ kind: 'unreachable', retryAfterMs: null }),
      };
    };

    const settle = async (): Promise<void> => {
      for (let round = 0; round < 20; round++) {
        if ((await engine.push()).kind === 'idle') return;
        clock.now += 1_000;
      }
      throw new Error('pushing never came to rest');
    };

    const askPage = async (at?: Backup, limit = PAGE) => {
      const position = await engine.position();
      const outcome = await server.page(LEARNER, position.cursor, limit, at);
      return { position, outcome };
    };
    type Asked = Awaited<ReturnType<typeof askPage>>;
    const take = async ({ position, outcome }: Asked): Promise<PageOutcome | FeedPosition> => {
      if (outcome.kind === 'page') return engine.applyPage(position, structuredClone(outcome.page));
      return engine.mustRefetch(position);
    };
    const pull = async (at?: Backup): Promise<void> => {
      for (let round = 0; round < 20; round++) {
        const asked = await askPage(at);
        const upToDate = asked.outcome.kind === 'page' && asked.outcome.page.upToDate;
        const taken = await take(asked);
        if (upToDate && 'kind' in taken && taken.kind === 'applied') return;
      }
      throw new Error('the feed never came to its end');
    };

    return {
      storage,
      own,
      engine,
      stored,
      send,
      settle,
      askPage,
      take,
      pull,
      sync: async () => {
        await pull();
        await settle();
        await pull();
      },
      state: () => storage.content().state,
      entry: (collection: Collection, key: string) => storage.content().outbox.get(`${collection.name}/${key}`),
      row: (collection: Collection, key: string): AnyRow | undefined => stored(collection, key)?.row,
      profile: () => stored(profile, 'me')?.row as AnyRow,
      setProfile: (values: { displayName?: string; bio?: string | null; dailyMinutes?: number }) =>
        engine.commit((writer) => writer.write(profile, { id: 'me', ...values })),
      quarantined: () => [...storage.content().quarantine.values()],
      /** What waits, as it travels by hand. */
      pack: async (): Promise<string> =>
        writePayload(await collectWaiting({ storage, collections: known }, WAITING_LIMIT)),
      /** A push that the service answers with an error. */
      refuse: () => engineWith(async () => ({ kind: 'failed', retryAfterMs: null })).push(),
      /** A push as an engine would make it that does not look at its own clock first. */
      rashRequest: (): PushRequest => {
        const { state, rows, outbox } = storage.content();
        return {
          protocol: PROTOCOL,
          learnerId: LEARNER,
          replicaId: state.replicaId,
          epoch: state.epoch,
          heard: state.heard,
          rows: [...outbox.values()].map(({ collection, key, rev }) => ({
            collection,
            key,
            rev,
            row: rowToWire(known[collection] as Collection, (rows.get(`${collection}/${key}`) as StoredRow).row),
          })),
        };
      },
    };
  };

  return {
    clock,
    server,
    push,
    /** Somebody brings what was packed. */
    carry: async (packed: string) => applyCarried(surroundings, LEARNER, readPayload(packed, WAITING_LIMIT) as Payload),
    device,
    /** What the server judges by, to be made stricter or older than what devices know. */
    onServer,
    unknownContent,
    pass: (ms: number) => {
      clock.now += ms;
    },
    stored: (collection: Collection, key: string): AnyRow | undefined =>
      server.stored(LEARNER).get(`${collection.name}/${key}`)?.row,
    version: (collection: Collection, key: string) =>
      server.stored(LEARNER).get(`${collection.name}/${key}`)?.version ?? 0,
    /** A job or a person at psql writes; a changed `latest` field gets a later stamp, as the trigger gives it. [S5] */
    job: (collection: Collection, key: string, changes: Record<string, unknown>, stamped = true) =>
      server.withLearner(LEARNER, async (store) => {
        const before = (await store.rows(collection.name, [key])).get(key)?.row ?? { stamps: {}, deletedAt: null };
        const stamps = { ...before.stamps };
        for (const name in changes) {
          const rule = name === 'deletedAt' ? 'latest' : collection.fields[name]?.rule;
          if (stamped && rule === 'latest') stamps[name] = tickHlc(stamps[name] ?? '', clock.now, 'server0000');
        }
        await store.putRows(collection.name, [{ key, row: { ...before, ...changes, stamps } as AnyRow }]);
      }),
    /** Server and devices hold the very same rows. */
    equal: (...devices: { storage: { content(): { rows: Map<string, StoredRow> } } }[]): boolean => {
      const canonical = (rows: Iterable<{ collection: string; row: AnyRow }>) =>
        [...rows]
          .map(({ collection, row }) => canonicalRow(known[collection] as Collection, row))
          .sort()
          .join('\n');
      const there = canonical(server.stored(LEARNER).values());
      return devices.every(({ storage }) => canonical(storage.content().rows.values()) === there);
    },
  };
};

export type Stage = ReturnType<typeof createStage>;
export type StageDevice = ReturnType<Stage['device']>;

/** Two devices that have each written something of the profile, and hold the same. Prepare the stage before. */
export const twoDevices = async (stage: Stage = createStage()) => {
  const a = stage.device('a');
  const b = stage.device('b');
  await a.setProfile({ displayName: 'start', bio: 'start' });
  await a.sync();
  await b.sync();
  await b.setProfile({ dailyMinutes: 5 });
  await b.sync();
  await a.sync();
  return { stage, a, b };
};
