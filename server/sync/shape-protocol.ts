import { createHash, randomBytes, randomInt } from 'node:crypto';
import type { FeedTextPage } from './read-feed.ts';

// The parts of the Electric HTTP protocol that have to do with text: parameters, handles, cursors, messages.

/** What a client asks for, once its parameters have been found good. */
export interface ShapeRequest {
  /** Read what comes after this version; -1 is the beginning. */
  offset: number;
  /** Only where the feed stands, no rows. */
  now: boolean;
  /** As shown by the client; at the beginning it need not be valid. */
  handle: string | null;
  live: boolean;
  /** Events as they come, in one answer, instead of an answer each. */
  events: boolean;
  cursor: number;
}

const SSE = ['live_sse', 'experimental_live_sse'];

export type ParameterErrors = Record<string, string[]>;

/** Reads the parameters; whatever is not ours (cache busters, discriminators) is left alone. */
export const readShapeRequest = (params: URLSearchParams): ShapeRequest | { errors: ParameterErrors } => {
  const errors: ParameterErrors = {};
  const offset = params.get('offset') ?? '';
  const found = /^(-1|now|(\d{1,15})_(\d{1,15}|inf))$/.exec(offset);
  const beginning = offset === '-1' || offset === 'now';
  const live = params.get('live') === 'true';
  const handle = params.get('handle');
  if (!found) errors.offset = [offset ? 'has invalid format' : "can't be blank"];
  else if (!beginning && !handle) errors.handle = ["can't be blank when offset != -1"];
  if (live && beginning) errors.live = ['must be false when offset is -1 or now'];
  if (params.get('log') === 'changes_only') errors.log = ['only full is served here'];
  for (const name of params.keys()) {
    if (name.startsWith('subset__')) errors[name] = ['subsets are not served here'];
  }
  const events = SSE.some((name) => params.get(name) === 'true');
  if (events && !live) errors.live_sse = ["can't be true unless live is also true"];
  if (Object.keys(errors).length > 0) return { errors };
  return {
    offset: Number(found?.[2] ?? -1),
    now: offset === 'now',
    handle: handle !== params.get('expired_handle') ? handle : null,
    live,
    events,
    cursor: Number(params.get('cursor') ?? 0) || 0,
  };
};

/**
 * What a valid handle begins with. It names whose feed in which history it is; so a handle says the epoch, needs no
 * memory here, and survives a restart.
 */
export const handlePrefix = (learnerId: string, epoch: string): string =>
  `${createHash('sha256').update(`changes of ${learnerId}`).digest('hex').slice(0, 12)}-${epoch}`;

/** A handle nobody has ever had: the client takes one it has seen expire for a stale copy out of some cache. */
export const newHandle = (prefix: string, rest = `${randomBytes(6).toString('hex')}`): string => `${prefix}~${rest}`;

export const hasPrefix = (handle: string, prefix: string): boolean => handle.split('~', 1)[0] === prefix;

const CURSOR_START = Date.UTC(2024, 9, 9) / 1000;
const CURSOR_STEP_S = 20;

/** Never the same twice in a row, so that no cache can answer a live request with the answer to the last one. */
export const nextCursor = (previous: number, now: number): string => {
  const step = Math.ceil((now / 1000 - CURSOR_START) / CURSOR_STEP_S) * CURSOR_STEP_S;
  return String(step > previous ? step : previous + randomInt(1, 3600));
};

/** The columns of a message's value: those of the table \`changes\`, as a real Electric would describe them. */
export const SHAPE_SCHEMA = JSON.stringify({
  learner_id: { type: 'uuid', pk_index: 0, not_null: true },
  collection: { type: 'text', pk_index: 1, not_null: true },
  key: { type: 'text', pk_index: 2, not_null: true },
  version: { type: 'int8', not_null: true },
  row: { type: 'json', not_null: true },
});

const RELATION = '"headers":{"operation":"insert","relation":["public","changes"]}';
const keyPart = (value: string) => `"${value.replaceAll('/', '//')}"`;

/** A message a row, every value Postgres's text; an insert says "this is the row now" whether it was there or not. */
const shapeMessages = (learnerId: string, page: FeedTextPage): string[] => {
  const messages = page.rows.map(({ collection, key, version, row }) => {
    const address = JSON.stringify(`"public"."changes"/${keyPart(learnerId)}/${keyPart(collection)}/${keyPart(key)}`);
    return (
      `{"key":${address},"value":{"learner_id":"${learnerId}","collection":"${collection}","key":${JSON.stringify(key)},` +
      `"version":"${version}","row":${JSON.stringify(row)}},${RELATION}}`
    );
  });
  if (!page.full) messages.push(`{"headers":{"control":"up-to-date","global_last_seen_lsn":"${page.version}"}}`);
  return messages;
};

export const shapeBody = (learnerId: string, page: FeedTextPage): string =>
  `[${shapeMessages(learnerId, page).join('\n,')}]`;

/** The same as server-sent events. The client takes in what it has heard when it hears that this was all. */
export const shapeEvents = (learnerId: string, page: FeedTextPage): string =>
  shapeMessages(learnerId, page)
    .map((message) => `data: ${message}\n\n`)
    .join('');

export const MUST_REFETCH_BODY = '[{"headers":{"control":"must-refetch"}}]';
