import { Readable } from 'node:stream';
import { keyFieldsOf } from '@hornbook/shared/collections/index.ts';
import { PACKED_PAGE, packPage } from '@hornbook/shared/sync/packed-page.ts';
import { sql } from 'drizzle-orm';
import type { Database } from '../db/connect.ts';
import { gathered } from '../db/gathered.ts';
import { rowsOf } from '../db/sql-database.ts';
import { liveRequests, repairs } from '../metrics.ts';
import { pageSizes } from './page-sizes.ts';
import { type FeedTextPage, readFeedText } from './read-feed.ts';
import {
  handlePrefix,
  hasPrefix,
  MUST_REFETCH_BODY,
  newHandle,
  nextCursor,
  readShapeRequest,
  SHAPE_SCHEMA,
  type ShapeRequest,
  shapeBody,
  shapeEvents,
} from './shape-protocol.ts';
import type { Turns } from './turns.ts';
import type { WakeUps } from './wake-ups.ts';

export interface ShapeAnswer {
  status: 200 | 400 | 409 | 503;
  headers: Record<string, string>;
  body: string | ReadableStream<Uint8Array>;
}

export type ShapeEndpoint = (
  learnerId: string,
  params: URLSearchParams,
  gone: AbortSignal,
  /** The asker reads packed pages as well. */
  takesPacked?: boolean,
) => Promise<ShapeAnswer>;

interface Surroundings {
  database: Pick<Database, 'db'>;
  wakeUps: Pick<WakeUps, 'subscribe' | 'isUploading'>;
  /** Aborted when the process ends: live requests are answered at once. */
  stopping: AbortSignal;
  /** Where a page waits for the database. */
  turns?: Turns;
  /** How long a live request is held; the client gives up at 45 s. */
  holdMs?: number;
  /** How long events are sent in one answer, and after how much silence a sign of life. */
  eventsMs?: number;
  keepAliveMs?: number;
}

const HOLD_MS = 40_000;
const SPREAD = 0.4;
const EVENTS_MS = 60_000;
const KEEP_ALIVE_MS = 20_000;
/** A page ends by bytes or, where rows are smaller than this, by their number: what finds no room is not looked at for long. */
const USUAL_ROW_BYTES = 1_000;

/** Fewer rows take the same bytes either way. */
const LEAST_PACKED_ROWS = 20;

/** One learner's feed in the Electric HTTP protocol, straight from `changes`. It keeps nothing between requests. */
export const shapeEndpoint = ({
  database,
  wakeUps,
  stopping,
  turns,
  holdMs = HOLD_MS,
  eventsMs = EVENTS_MS,
  keepAliveMs = KEEP_ALIVE_MS,
}: Surroundings): ShapeEndpoint => {
  const sizes = pageSizes();
  const clockOf = gathered(async (learnerIds: readonly string[]) => {
    const clocks = await rowsOf<{ id: string; version: string; epoch: string }>(
      database.db,
      sql`select learner_id as id, version, hornbook_epoch() || epoch as epoch from learner_clocks
        where learner_id = any(${sql.param([...learnerIds])}::uuid[])`,
    );
    return new Map(clocks.map((clock) => [clock.id, clock]));
  });
  // Whoever waits is here and not a listener of the signal's: it goes through all it has for each that is added.
  const waiting = new Set<() => void>();
  const endAll = () => {
    for (const end of [...waiting]) end();
  };
  stopping.addEventListener('abort', endAll, { once: true });

  const read = async (learnerId: string, { offset, now }: ShapeRequest): Promise<FeedTextPage> => {
    const bytes = sizes.next(learnerId, offset < 0);
    const rows = now ? 0 : Math.ceil(bytes / USUAL_ROW_BYTES);
    const look = () => readFeedText(database.db, learnerId, offset, { rows, bytes });
    const page = await (turns ? turns.goOn(look) : look());
    sizes.read(learnerId, page.full);
    return page;
  };

  /** An empty page when the clock stands where the client has read to; null when there is more to say. */
  const nothingNew = async (learnerId: string, { offset, handle }: ShapeRequest): Promise<FeedTextPage | null> => {
    const clock = await clockOf(learnerId);
    const version = Number(clock?.version);
    if (!clock || version !== offset || !hasPrefix(handle ?? '', handlePrefix(learnerId, clock.epoch))) return null;
    return { epoch: clock.epoch, version, rows: [], full: false };
  };

  /** [R2] A device that has seen a version this database has not: history was lost, and what was lost must come back. */
  const renewEpoch = async (learnerId: string, offset: number, epoch: string): Promise<string> => {
    const renewed = await rowsOf<{ epoch: string }>(
      database.db,
      sql`update learner_clocks set epoch = '.' || left(replace(gen_random_uuid()::text, '-', ''), 8)
        where learner_id = ${learnerId} and version < ${offset}::bigint and hornbook_epoch() || epoch = ${epoch}
        returning hornbook_epoch() || epoch as epoch`,
    );
    if (renewed[0]) repairs.inc({ kind: 'lost_history' });
    // None: another request has just done it, and this handle names the new epoch or will be refused once more.
    return renewed[0]?.epoch ?? epoch;
  };

  const mustRefetch = (learnerId: string, epoch: string): ShapeAnswer => {
    repairs.inc({ kind: 'must_refetch' });
    const headers = { 'electric-handle': newHandle(handlePrefix(learnerId, epoch)) };
    return { status: 409, headers, body: MUST_REFETCH_BODY };
  };

  const pageAnswer = (
    learnerId: string,
    request: ShapeRequest,
    page: FeedTextPage,
    takesPacked: boolean,
  ): ShapeAnswer => {
    const isPacked = takesPacked && page.rows.length >= LEAST_PACKED_ROWS;
    const offset = page.full ? page.rows.at(-1)?.version : page.version;
    const prefix = handlePrefix(learnerId, page.epoch);
    // Kept while it is good, also when a client that was told to begin anew shows the one it was given for that.
    const kept = request.handle !== null && hasPrefix(request.handle, prefix) ? request.handle : null;
    return {
      status: 200,
      headers: {
        ...(isPacked ? { 'content-type': PACKED_PAGE } : {}),
        'electric-handle': kept ?? newHandle(prefix),
        'electric-offset': `${offset}_0`,
        // A cursor on an answer that isn't live, or a schema missing on one that isn't, upsets the client for good.
        ...(request.live
          ? { 'electric-cursor': nextCursor(request.cursor, Date.now()) }
          : { 'electric-schema': SHAPE_SCHEMA }),
        ...(page.full ? {} : { 'electric-up-to-date': '' }),
      },
      body: isPacked ? packedBody(page) : shapeBody(learnerId, page),
    };
  };

  /** What comes, until the answer has lasted long enough or the history is another: asked anew, the client learns of it. */
  async function* events(learnerId: string, request: ShapeRequest, gone: AbortSignal): AsyncGenerator<string> {
    const end = Date.now() + eventsMs;
    let { offset } = request;
    let said = Date.now();
    for (;;) {
      const news = waitForNews(wakeUps, learnerId, offset, waiting);
      try {
        // In the middle of an answer nothing but its end can say that the database is away.
        const page = await read(learnerId, { ...request, offset }).catch(() => null);
        if (!page || !hasPrefix(request.handle ?? '', handlePrefix(learnerId, page.epoch)) || offset > page.version)
          return;
        if (page.rows.length > 0 && !wakeUps.isUploading(learnerId)) {
          yield shapeEvents(learnerId, page);
          said = Date.now();
          offset = page.full ? Number(page.rows.at(-1)?.version) : page.version;
          if (page.full) continue;
        }
        const now = Date.now();
        if (now - said >= keepAliveMs) {
          yield ': keep-alive\n\n';
          said = now;
        }
        if (now >= end || gone.aborted || stopping.aborted) return;
        await news.within(Math.min(end - now, said + keepAliveMs - now), gone);
      } finally {
        news.end();
      }
    }
  }

  const eventsAnswer = (learnerId: string, request: ShapeRequest, gone: AbortSignal): ShapeAnswer => ({
    status: 200,
    headers: {
      'content-type': 'text/event-stream',
      'electric-handle': request.handle ?? '',
      // The request's: the client goes on from here at once, and may leave before it has heard anything.
      'electric-offset': `${request.offset}_0`,
      'electric-cursor': nextCursor(request.cursor, Date.now()),
    },
    body: Readable.toWeb(Readable.from(bytesOf(events(learnerId, request, gone)))) as ReadableStream<Uint8Array>,
  });

  return async (learnerId, params, gone, takesPacked = false) => {
    const request = readShapeRequest(params);
    if ('errors' in request) {
      const body = JSON.stringify({ message: 'Invalid request', errors: request.errors });
      return { status: 400, headers: {}, body };
    }
    // Those who began to wait together do not all ask again together.
    const deadline = Date.now() + holdMs * (1 - SPREAD * Math.random());
    for (let isFirst = true; ; isFirst = false) {
      // Subscribed before reading: what is committed in between wakes us.
      const news = request.live ? waitForNews(wakeUps, learnerId, request.offset, waiting) : null;
      try {
        // Most live requests find nothing new, and one look at the clock says so; those that were woken will find something.
        const unchanged = isFirst && news && !request.events ? await nothingNew(learnerId, request) : null;
        const page = unchanged ?? (await read(learnerId, request));
        const { handle } = request;
        if (request.offset >= 0) {
          if (!hasPrefix(handle ?? '', handlePrefix(learnerId, page.epoch))) return mustRefetch(learnerId, page.epoch);
          if (request.offset > page.version)
            return mustRefetch(learnerId, await renewEpoch(learnerId, request.offset, page.epoch));
        }
        if (request.events) return eventsAnswer(learnerId, request, gone);
        const rest = deadline - Date.now();
        const isNews = page.rows.length > 0 && !wakeUps.isUploading(learnerId);
        if (!news || isNews || rest <= 0 || gone.aborted || stopping.aborted)
          return pageAnswer(learnerId, request, page, takesPacked);
        // Nobody called: it is as it was.
        liveRequests.inc();
        const isWoken = await news.within(rest, gone).finally(() => liveRequests.dec());
        if (!isWoken) return pageAnswer(learnerId, request, page, takesPacked);
      } finally {
        news?.end();
      }
    }
  };
};

async function* bytesOf(texts: AsyncIterable<string>): AsyncGenerator<Uint8Array> {
  for await (const text of texts) yield Buffer.from(text);
}

const packedBody = (page: FeedTextPage): string =>
  packPage(
    page.rows.map((line) => ({ ...line, version: Number(line.version), row: JSON.parse(line.row) })),
    page.full ? null : String(page.version),
    keyFieldsOf,
  );

/** A subscription made now, whose news can be waited for later; meanwhile `waiting` holds what ends it from outside. */
const waitForNews = (
  wakeUps: Pick<WakeUps, 'subscribe'>,
  learnerId: string,
  version: number,
  waiting: Set<() => void>,
) => {
  let wake = () => {};
  const heard = new Promise<void>((resolve) => {
    wake = resolve;
  });
  const end = wakeUps.subscribe(learnerId, version, wake);
  return {
    /** Whether it was news that ended the waiting, and not the time, the end of the process or who asked having left. */
    within: async (ms: number, gone: AbortSignal): Promise<boolean> => {
      let isNews = true;
      const giveUp = () => {
        isNews = false;
        wake();
      };
      const timer = setTimeout(giveUp, ms);
      waiting.add(giveUp);
      gone.addEventListener('abort', giveUp, { once: true });
      await heard;
      clearTimeout(timer);
      gone.removeEventListener('abort', giveUp);
      waiting.delete(giveUp);
      return isNews;
    },
    end,
  };
};
