import { randomUUID } from 'node:crypto';
import type { AnyRow, Collection } from '@hornbook/shared/collections/define-collection.ts';
import { collections } from '@hornbook/shared/collections/index.ts';
import { studyDays } from '@hornbook/shared/collections/study-days.ts';
import { createEngine } from '@hornbook/shared/sync/engine/engine.ts';
import { planOf, rowToWire } from '@hornbook/shared/sync/row.ts';
import { validateKey, validateRow } from '@hornbook/shared/sync/validate.ts';
import { createMemoryStorage } from '@hornbook/shared/testing/memory-storage.ts';
import { Hono } from 'hono';
import { createContentIndex } from '../../content/content-index.ts';
import type { Database } from '../../db/connect.ts';
import { syncRoutes } from '../../routes/sync.ts';
import { createDice } from '../../simulation/dice.ts';
import type { ContentIndex } from '../../sync/learner-store.ts';
import { startWakeUps } from '../../sync/wake-ups.ts';
import { pushOverHttp } from '../device/http-push.ts';
import { withoutContent } from '../without-content.ts';
import { malformedPushes } from './malformed-push.ts';

export interface FuzzOutcome {
  /** How many pushes were answered with each status. */
  statuses: Record<number, number>;
  /** What must not have happened, with enough to make it happen again. */
  problems: string[];
  /** Rows the service stored. */
  stored: number;
  longestMs: number;
}

const list: Readonly<Record<string, Collection>> = collections;
/** What a push may be answered with: taken or refused, but never an accident. */
const ANSWERS = new Set([200, 400, 401, 413, 415, 426]);
const AN_HONEST_ROW_EVERY = 50;
const REPORTED = 20;

/**
 * Sends malformed pushes to the real routes on this database, and between them those of an honest device of the same
 * learner. Every push depends on the seed and its number alone.
 */
export const sendMalformed = async (
  database: Database,
  { count, seed, first = 0, onProgress }: FuzzOptions,
): Promise<FuzzOutcome> => {
  await withoutContent(database);
  const wakeUps = await startWakeUps(database);
  const app = new Hono().route(
    '/sync',
    syncRoutes({
      env: { electricUrl: undefined, electricSecret: undefined },
      database,
      stopping: new AbortController().signal,
      wakeUps,
      content: knowingAll(createContentIndex(database)),
      currentLearner: async (c) => c.req.header('x-learner') ?? null,
      pushRate: null,
    }),
  );
  const [learnerId, bystander] = [randomUUID(), randomUUID()];
  for (const id of [learnerId, bystander]) await database.query('insert into learners (id) values ($1)', [id]);
  const [meta] = await database.query<{ epoch: string }>('select hornbook_epoch() as epoch');
  const envelope = { learnerId, epoch: meta?.epoch ?? '' };
  const pushes = malformedPushes(seed);

  const outcome: FuzzOutcome = { statuses: {}, problems: [], stored: 0, longestMs: 0 };
  const problem = (text: string) => {
    if (outcome.problems.length < REPORTED) outcome.problems.push(text);
  };
  const asLearner = (path: string, init: RequestInit = {}) => {
    const headers = new Headers(init.headers);
    headers.set('x-learner', learnerId);
    return Promise.resolve(app.request(path, { ...init, headers }));
  };
  const honest = honestDevice(learnerId, asLearner);

  for (let n = first; n < first + count; n += 1) {
    const { way, body, headers } = pushes.next(createDice(seed, `push ${n}`), envelope);
    const begun = performance.now();
    const response = await asLearner('/sync/push', { method: 'POST', body, headers });
    outcome.longestMs = Math.max(outcome.longestMs, performance.now() - begun);
    const text = await response.text();
    outcome.statuses[response.status] = (outcome.statuses[response.status] ?? 0) + 1;
    if (!ANSWERS.has(response.status)) problem(`push ${n} (${way}) was answered ${response.status}: ${text}`);
    if ((n + 1) % AN_HONEST_ROW_EVERY === 0) await honest.study();
    onProgress?.(n + 1 - first);
  }

  for (const lost of await honest.lost(database)) problem(`the honest device lost ${lost}`);
  for (const wrong of await wrongRows(database, learnerId)) problem(wrong);
  const [{ rows = 0 } = {}] = await database.query<{ rows: number }>(
    'select count(*)::int as rows from changes where learner_id = $1',
    [learnerId],
  );
  outcome.stored = rows;
  const [{ others = 0 } = {}] = await database.query<{ others: number }>(
    'select count(*)::int as others from changes where learner_id <> $1',
    [learnerId],
  );
  if (others > 0) problem(`${others} rows of another learner were written`);
  if (Reflect.has({}, 'polluted')) problem('the prototype of all objects was changed');
  wakeUps.stop();
  return outcome;
};

interface FuzzOptions {
  count: number;
  seed: number;
  /** Number of the first push. */
  first?: number;
  onProgress?: (sent: number) => void;
}

/** The real index sees every row, but content it does not know keeps none from being stored. */
const knowingAll = (content: ContentIndex): ContentIndex => ({
  load: async (rows) => {
    const { unknown, serverFields } = await content.load(rows);
    return {
      unknown: (collection, row) => {
        unknown(collection, row);
        return null;
      },
      serverFields,
    };
  },
});

/** The real engine, whose rows must all arrive whatever else is sent in its learner's name. */
const honestDevice = (learnerId: string, request: (path: string, init?: RequestInit) => Promise<Response>) => {
  const storage = createMemoryStorage('replicah00');
  const engine = createEngine({
    learnerId,
    storage,
    transport: pushOverHttp({ fetch: request }),
    clock: { now: Date.now },
    random: { next: () => 0 },
    collections,
  });
  const written = new Map<string, number>();
  return {
    study: async () => {
      const localDay = new Date(Date.UTC(2030, 0, 1 + (written.size % 300))).toISOString().slice(0, 10);
      const ms = (written.get(localDay) ?? 0) + 1;
      await engine.commit((writer) =>
        writer.write(studyDays, { localDay, course: 'none', activeMs: { replicah00: ms } }),
      );
      written.set(localDay, ms);
      while ((await engine.push()).kind === 'again');
    },
    lost: async (database: Database): Promise<string[]> => {
      const rows = await database.query<{ day: string; ms: number }>(
        `select local_day as day, (active_ms ->> 'replicah00')::int as ms from study_days where learner_id = $1`,
        [learnerId],
      );
      const stored = new Map(rows.map(({ day, ms }) => [day, ms]));
      const missing = [...written].filter(([day, ms]) => stored.get(day) !== ms).map(([day]) => day);
      return storage.content().outbox.size > 0 ? [...missing, 'its outbox is not empty'] : missing;
    },
  };
};

/** Rows of the feed that no device would have been allowed to write. */
const wrongRows = async (database: Database, learnerId: string): Promise<string[]> => {
  const rows = await database.query<{ collection: string; key: string; row: AnyRow }>(
    'select collection, key, row from changes where learner_id = $1',
    [learnerId],
  );
  return rows.flatMap(({ collection: name, key, row }) => {
    const collection = list[name];
    if (!collection) return [`a row of ${name} was stored`];
    const known = new Set([...planOf(collection).byName.keys(), 'stamps', 'deletedAt']);
    const strange = Object.keys(row).filter((field) => !known.has(field));
    const bad = [...validateKey(collection, key, row), ...validateRow(collection, rowToWire(collection, row))];
    return [
      ...strange.map((field) => `${name}/${key} has a field ${field}`),
      ...bad.map(({ field, message }) => `${name}/${key}: ${field} ${message}`),
    ];
  });
};
