import { createHash } from 'node:crypto';
import { previewOf } from '@hornbook/shared/blobs/media-type.ts';
import {
  BLOB_NAME,
  COMPLETE_HEADER,
  LENGTH_HEADER,
  MAX_BLOB_BYTES,
  MAX_CHUNK_BYTES,
  MIN_CHUNK_BYTES,
  OFFSET_HEADER,
} from '@hornbook/shared/blobs/transfer.ts';
import { type Context, Hono } from 'hono';
import { makeRateLimit } from '../auth/rate-limit.ts';
import { findBlob } from '../blobs/learner-blobs.ts';
import { type AppendOutcome, appendToUpload, uploadState } from '../blobs/uploads.ts';
import { UnknownLearner } from '../db/with-learner.ts';
import type { Services } from '../services.ts';
import { makeLearnerTurns, type Turns } from '../sync/turns.ts';
import { rangeWithin, readRange } from './byte-range.ts';
import type { SessionLearner } from './session-learner.ts';

/** A learner's requests about blobs: some gigabyte in chunks a day, and then about as fast as a slow link. */
export const BLOB_RATE = { burst: 1500, perHour: 6000 };

interface Surroundings extends Pick<Services, 'database' | 'store'> {
  env: Pick<Services['env'], 'blobQuotaBytes'>;
  currentLearner: SessionLearner;
  /** Whose file an upload may bring; the session's learner unless said otherwise. */
  sendingLearner?: SessionLearner;
  turns: Turns;
  rate?: { burst: number; perHour: number };
}

/**
 * /blobs/<SHA-256>: a learner's own files. `GET` gives one, or a range of it. `HEAD …/upload` says how far one has come,
 * `PATCH …/upload` brings the bytes that follow. What another learner has is answered like what nobody has.
 */
export const blobsRoute = ({
  env,
  database,
  store,
  currentLearner,
  sendingLearner = currentLearner,
  turns,
  rate = BLOB_RATE,
}: Surroundings) => {
  const keeping = { database, store, quotaBytes: env.blobQuotaBytes };
  const limit = makeRateLimit(rate, Date.now);
  const learnerTurns = makeLearnerTurns();
  const refuse = (c: Context, status: 400 | 401 | 404 | 413 | 422 | 429, code: string, message: string, more = {}) =>
    c.json({ code, message, ...more }, status);
  const missing = (c: Context) => refuse(c, 404, 'missing', 'There is no such file of this learner.');

  /** Whose request it is, or the answer to one that is nobody's or too many. */
  const admit = async (c: Context, by: SessionLearner): Promise<string | Response> => {
    const learnerId = await turns.letIn(() => by(c));
    if (!learnerId) return refuse(c, 401, 'no-session', 'No session.');
    if (!BLOB_NAME.test(c.req.param('sha256') ?? '')) return missing(c);
    const allowed = limit.take(learnerId);
    if (allowed.ok) return learnerId;
    c.header('retry-after', String(allowed.retryAfterSeconds));
    return refuse(c, 429, 'too-many', 'Too many requests for files. Go on later.');
  };

  return new Hono()
    .get('/:sha256/upload', async (c) => {
      const learnerId = await admit(c, sendingLearner);
      if (typeof learnerId !== 'string') return learnerId;
      const { offset, isComplete } = await turns.goOn(() => uploadState(keeping, learnerId, c.req.param('sha256')));
      return c.json({ offset, isComplete }, 200, {
        [OFFSET_HEADER]: String(offset),
        [COMPLETE_HEADER]: isComplete ? '1' : '0',
      });
    })
    .patch('/:sha256/upload', async (c) => {
      const learnerId = await admit(c, sendingLearner);
      if (typeof learnerId !== 'string') return learnerId;
      const offset = wholeNumber(c.req.header(OFFSET_HEADER));
      const sizeBytes = wholeNumber(c.req.header(LENGTH_HEADER));
      if (offset === null || sizeBytes === null || sizeBytes === 0)
        return refuse(c, 400, 'headers', `Say ${OFFSET_HEADER} and ${LENGTH_HEADER} in bytes.`);
      return learnerTurns.run(learnerId, async () => {
        const { bytes, isWhole } = await readChunk(c.req.raw.body);
        // What came before a cut need not come again, if it is worth a part.
        if (!isWhole && bytes.length < MIN_CHUNK_BYTES) return refuse(c, 400, 'cut-off', 'The request was cut off.');
        const sha256 = c.req.param('sha256');
        try {
          return answer(c, await appendToUpload(keeping, learnerId, { sha256, sizeBytes, offset, bytes }));
        } catch (error) {
          if (error instanceof UnknownLearner) return refuse(c, 401, 'no-session', error.message);
          throw error;
        }
      });
    })
    .get('/:sha256', async (c) => {
      const learnerId = await admit(c, currentLearner);
      if (typeof learnerId !== 'string') return learnerId;
      const sha256 = c.req.param('sha256');
      const blob = await turns.goOn(() => findBlob(keeping, learnerId, sha256));
      if (!blob) return missing(c);
      const { sizeBytes, mediaType, storedAs } = blob;
      const etag = `"${scopedTag(sha256, learnerId)}"`;
      const headers = {
        etag,
        // Kept by the browser, but asked about each time: it may be another learner's by then.
        'cache-control': 'private, no-cache',
        vary: 'Cookie, Origin',
        'accept-ranges': 'bytes',
        'content-disposition': previewOf(mediaType) === 'other' ? 'attachment' : 'inline',
      };
      if (c.req.header('if-none-match')?.includes(etag)) return c.body(null, 304, headers);
      const ifRange = c.req.header('if-range');
      const asked = !ifRange || ifRange === etag ? readRange(c.req.header('range')) : null;
      const range = asked && rangeWithin(asked, sizeBytes);
      if (asked && !range)
        return c.json({ message: 'The file ends before that.' }, 416, { 'content-range': `bytes */${sizeBytes}` });
      const body = c.req.method === 'HEAD' ? new ReadableStream() : await store.get(storedAs, range ?? undefined);
      if (!body) throw new Error(`The store has lost ${storedAs}.`);
      return c.body(body, range ? 206 : 200, {
        ...headers,
        'content-type': mediaType === 'text/plain' ? 'text/plain; charset=utf-8' : mediaType,
        'content-length': String(range ? range.last - range.first + 1 : sizeBytes),
        ...(range && { 'content-range': `bytes ${range.first}-${range.last}/${sizeBytes}` }),
      });
    });
};

const answer = (c: Context, outcome: AppendOutcome) => {
  const at = (offset: number, isComplete = false) => ({
    [OFFSET_HEADER]: String(offset),
    [COMPLETE_HEADER]: isComplete ? '1' : '0',
  });
  switch (outcome.kind) {
    case 'taken':
      return c.json({ offset: outcome.offset }, 200, at(outcome.offset));
    case 'complete':
      return c.json({ offset: outcome.offset, mediaType: outcome.mediaType }, 201, at(outcome.offset, true));
    case 'moved':
      return c.json(
        { code: 'moved', message: 'The bytes do not begin where the last ones ended.' },
        409,
        at(outcome.offset),
      );
    case 'wrong-bytes':
      return c.json({ code: 'wrong-bytes', message: 'These are not the bytes of this name. Begin anew.' }, 422, at(0));
    case 'too-large':
      return c.json(
        { code: 'too-large', message: `A file has at most ${MAX_BLOB_BYTES} bytes, a request ${MAX_CHUNK_BYTES}.` },
        413,
      );
    case 'too-small':
      return c.json({ code: 'too-small', message: `Send at least ${MIN_CHUNK_BYTES} bytes at a time.` }, 400);
    case 'no-room': {
      const { usedBytes, quotaBytes } = outcome;
      return c.json({ code: 'no-room', message: 'There is no more room for files.', usedBytes, quotaBytes }, 413);
    }
  }
};

const wholeNumber = (text: string | undefined): number | null => (/^\d{1,15}$/.test(text ?? '') ? Number(text) : null);

/** As much of the body as came; one byte more than a chunk may have says that it is too large. */
const readChunk = async (body: ReadableStream<Uint8Array> | null): Promise<{ bytes: Buffer; isWhole: boolean }> => {
  const chunks: Uint8Array[] = [];
  let size = 0;
  let isWhole = true;
  try {
    for await (const chunk of body ?? []) {
      chunks.push(chunk);
      size += chunk.length;
      if (size > MAX_CHUNK_BYTES) break;
    }
  } catch {
    isWhole = false;
  }
  return { bytes: Buffer.concat(chunks), isWhole };
};

/** Says nothing to a cache, or to the next learner of this browser, of who else has the same bytes. */
const scopedTag = (sha256: string, learnerId: string): string =>
  createHash('sha256').update(`${sha256}/${learnerId}`).digest('hex').slice(0, 32);
