import { sql } from 'drizzle-orm';
import type { Database } from '../db/connect.ts';
import { rowsOf } from '../db/sql-database.ts';
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
} from './shape-protocol.ts';
import type { Turns } from './turns.ts';
import type { WakeUps } from './wake-ups.ts';

export interface ShapeAnswer {
  status: 200 | 400 | 409 | 503;
  headers: Record<string, string>;
  body: string | ReadableStream<Uint8Array>;
}

export type ShapeEndpoint = (learnerId: string, params: URLSearchParams, gone: AbortSignal) => Promise<ShapeAnswer>;

interface Surroundings {
  database: Pick<Database, 'db'>;
  wakeUps: Pick<WakeUps, 'subscribe' | 'isUploading'>;
  /** Aborted when the process ends: live requests are answered at once. */
  stopping: AbortSignal;
  /** Where a page waits for the database. */
  turns?: Turns;
  /** How long a live request is held; the client gives up at 45 s. */
  holdMs?: number;
}

const HOLD_MS = 20_000;
/** A page ends by bytes or, where rows are smaller than this, by their number: what finds no room is not looked at for long. */
const USUAL_ROW_BYTES = 1_000;

/** One learner's feed in the Electric HTTP protocol, straight from `changes`. It keeps nothing between requests. */
export const shapeEndpoint = ({
  database,
  wakeUps,
  stopping,
  turns,
  holdMs = HOLD_MS,
}: Surroundings): ShapeEndpoint => {
  const pageSize = pageSizes();

  const read = (learnerId: string, { offset, now, live }: ShapeRequest): Promise<FeedTextPage> => {
    const bytes = pageSize(learnerId, offset >= 0 && !live);
    const rows = now ? 0 : Math.ceil(bytes / USUAL_ROW_BYTES);
    const page = () => readFeedText(database.db, learnerId, offset, { rows, bytes });
    return turns ? turns.goOn(page) : page();
  };

  /** [R2] A device that has seen a version this database has not: history was lost, and what was lost must come back. */
  const renewEpoch = async (learnerId: string, offset: number, epoch: string): Promise<string> => {
    const renewed = await rowsOf<{ epoch: string }>(
      database.db,
      sql`update learner_clocks set epoch = '.' || left(replace(gen_random_uuid()::text, '-', ''), 8)
        where learner_id = ${learnerId} and version < ${offset}::bigint and hornbook_epoch() || epoch = ${epoch}
        returning hornbook_epoch() || epoch as epoch`,
    );
    // None: another request has just done it, and this handle names the new epoch or will be refused once more.
    return renewed[0]?.epoch ?? epoch;
  };

  const mustRefetch = (learnerId: string, epoch: string): ShapeAnswer => ({
    status: 409,
    headers: { 'electric-handle': newHandle(handlePrefix(learnerId, epoch)) },
    body: MUST_REFETCH_BODY,
  });

  const pageAnswer = (learnerId: string, request: ShapeRequest, page: FeedTextPage): ShapeAnswer => {
    const offset = page.full ? page.rows.at(-1)?.version : page.version;
    const prefix = handlePrefix(learnerId, page.epoch);
    // Kept while it is good, also when a client that was told to begin anew shows the one it was given for that.
    const kept = request.handle !== null && hasPrefix(request.handle, prefix) ? request.handle : null;
    return {
      status: 200,
      headers: {
        'electric-handle': kept ?? newHandle(prefix),
        'electric-offset': `${offset}_0`,
        // A cursor on an answer that isn't live, or a schema missing on one that isn't, upsets the client for good.
        ...(request.live
          ? { 'electric-cursor': nextCursor(request.cursor, Date.now()) }
          : { 'electric-schema': SHAPE_SCHEMA }),
        ...(page.full ? {} : { 'electric-up-to-date': '' }),
      },
      body: shapeBody(learnerId, page),
    };
  };

  return async (learnerId, params, gone) => {
    const request = readShapeRequest(params);
    if ('errors' in request) {
      const body = JSON.stringify({ message: 'Invalid request', errors: request.errors });
      return { status: 400, headers: {}, body };
    }
    const deadline = Date.now() + holdMs;
    for (;;) {
      // Subscribed before reading: what is committed in between wakes us.
      const news = request.live ? waitForNews(wakeUps, learnerId, request.offset) : null;
      try {
        const page = await read(learnerId, request);
        const { handle } = request;
        if (request.offset >= 0) {
          if (!hasPrefix(handle ?? '', handlePrefix(learnerId, page.epoch))) return mustRefetch(learnerId, page.epoch);
          if (request.offset > page.version)
            return mustRefetch(learnerId, await renewEpoch(learnerId, request.offset, page.epoch));
        }
        const rest = deadline - Date.now();
        const isNews = page.rows.length > 0 && !wakeUps.isUploading(learnerId);
        if (!news || isNews || rest <= 0 || gone.aborted || stopping.aborted)
          return pageAnswer(learnerId, request, page);
        await news.within(rest, [gone, stopping]);
      } finally {
        news?.end();
      }
    }
  };
};

/** A subscription made now, whose news can be waited for later. */
const waitForNews = (wakeUps: Pick<WakeUps, 'subscribe'>, learnerId: string, version: number) => {
  let wake = () => {};
  const heard = new Promise<void>((resolve) => {
    wake = resolve;
  });
  const end = wakeUps.subscribe(learnerId, version, wake);
  return {
    within: async (ms: number, signals: AbortSignal[]) => {
      const timer = setTimeout(wake, ms);
      for (const signal of signals) signal.addEventListener('abort', wake, { once: true });
      await heard;
      clearTimeout(timer);
      for (const signal of signals) signal.removeEventListener('abort', wake);
    },
    end,
  };
};
