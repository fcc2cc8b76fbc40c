import { Readable } from 'node:stream';
import { sql } from 'drizzle-orm';
import type { Database } from '../db/connect.ts';
import { rowsOf } from '../db/sql-database.ts';
import { readAsLearner, UnknownLearner } from '../db/with-learner.ts';
import type { ShapeAnswer, ShapeEndpoint } from './shape-endpoint.ts';
import { handlePrefix, hasPrefix, MUST_REFETCH_BODY, newHandle } from './shape-protocol.ts';

interface Electric {
  url: string;
  secret: string | undefined;
  database: Pick<Database, 'db'>;
  stopping: AbortSignal;
}

/** What a client may say to Electric; what is read and whose rows they are is said here. Tested against the client's own list. */
export const FORWARDED = [
  'live',
  'live_sse',
  'experimental_live_sse',
  'handle',
  'offset',
  'cursor',
  'expired_handle',
  'log',
  'subset__where',
  'subset__limit',
  'subset__offset',
  'subset__order_by',
  'subset__params',
  'subset__where_expr',
  'subset__order_by_expr',
  'cache-buster',
];

/** What Electric says to the client; everything else it says to us. */
const TOLD = new Set([200, 204, 400, 409, 429]);

/**
 * The same feed out of a real Electric, which knows nothing of learners: this is where reading is authorised. Handles
 * go out with our prefix, so that a new epoch ends them here as it does without Electric.
 */
export const electricProxy =
  ({ url, secret, database, stopping }: Electric): ShapeEndpoint =>
  async (learnerId, params, gone) => {
    const prefix = handlePrefix(learnerId, await epochOf(database, learnerId));
    const handle = params.get('handle');
    const beginning = ['-1', 'now'].includes(params.get('offset') ?? '');
    if (handle !== null && !beginning && !hasPrefix(handle, prefix))
      return { status: 409, headers: { 'electric-handle': newHandle(prefix) }, body: MUST_REFETCH_BODY };

    const target = new URL('v1/shape', url.endsWith('/') ? url : `${url}/`);
    for (const name of FORWARDED) {
      const value = params.get(name);
      if (value !== null) target.searchParams.set(name, value);
    }
    for (const name of ['handle', 'expired_handle']) {
      const ours = params.get(name);
      target.searchParams.delete(name);
      // At the beginning Electric has no use for a handle, and one of ours may never have been one of its own.
      if (ours && hasPrefix(ours, prefix) && !beginning) target.searchParams.set(name, ours.slice(prefix.length + 1));
    }
    target.searchParams.set('table', 'changes');
    target.searchParams.set('where', 'learner_id = $1');
    target.searchParams.set('params[1]', learnerId);
    target.searchParams.set('columns', 'learner_id,collection,key,version,row');
    if (secret) target.searchParams.set('secret', secret);

    const answer = await fetch(target, { signal: AbortSignal.any([gone, stopping]) }).catch(() => null);
    // A 401 would be our secret's fault, but send every device for a new session; other troubles are nobody's business.
    if (!answer || !TOLD.has(answer.status)) {
      void answer?.body?.cancel().catch(() => {});
      return { status: 503, headers: { 'retry-after': '5' }, body: JSON.stringify({ message: 'Electric is away.' }) };
    }
    // Restored from a backup, Electric does not know how far the client has read. It says so as of a mistake, for good.
    if (answer.status === 400 && handle !== null && !beginning && /"offset"/.test(await answer.clone().text()))
      return { status: 409, headers: { 'electric-handle': newHandle(prefix) }, body: MUST_REFETCH_BODY };
    const headers: Record<string, string> = {};
    // Length and encoding are those of the bytes Electric sent, and fetch has undone both.
    for (const [name, value] of answer.headers) {
      if (name.startsWith('electric-') || name === 'content-type' || name === 'retry-after') headers[name] = value;
    }
    const theirs = headers['electric-handle'];
    if (theirs) headers['electric-handle'] = newHandle(prefix, theirs);
    return {
      status: answer.status as ShapeAnswer['status'],
      headers,
      body: answer.body ? unlessLeft(answer.body, gone) : '',
    };
  };

/** A body that breaks when Electric's does, so that a device sees it is cut; when the device has left nobody need be told. */
const unlessLeft = (body: ReadableStream<Uint8Array>, gone: AbortSignal): ReadableStream<Uint8Array> => {
  const chunks = async function* () {
    try {
      for await (const chunk of body) yield chunk;
    } catch (error) {
      if (!gone.aborted) throw error;
    }
  };
  return Readable.toWeb(Readable.from(chunks())) as ReadableStream<Uint8Array>;
};

const epochOf = async (database: Pick<Database, 'db'>, learnerId: string): Promise<string> => {
  const [clock] = await readAsLearner(database.db, learnerId, (runner) =>
    rowsOf<{ epoch: string }>(
      runner,
      sql`select hornbook_epoch() || epoch as epoch from learner_clocks where learner_id = ${learnerId}`,
    ),
  );
  if (!clock) throw new UnknownLearner(`There is no learner ${learnerId} here.`);
  return clock.epoch;
};
