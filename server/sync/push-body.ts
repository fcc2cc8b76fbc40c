import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { isReplicaId } from '@hornbook/shared/sync/hlc.ts';
import { BadPackingError, unpackRows } from '@hornbook/shared/sync/packed-rows.ts';
import {
  PROTOCOL,
  type PushedRow,
  type PushRequest,
  REFUSE_INFLATED_BYTES,
  REFUSE_ROWS,
} from '@hornbook/shared/sync/protocol.ts';
import { isRecord } from '@hornbook/shared/sync/row.ts';

/** A push that is refused as a whole: no row of it was looked at. */
export class PushRefused extends Error {
  override name = 'PushRefused';
  readonly status: 400 | 413 | 415 | 426;
  constructor(status: 400 | 413 | 415 | 426, message: string) {
    super(message);
    this.status = status;
  }
}

const inflate = promisify(gunzip);
/** Deeper than any row of ours; what recurses over JSON must not run out of stack. */
const DEEPEST = 64;
const LONGEST_KEY = 500;

/** The body's bytes, refused as soon as they are too many: what is announced is not believed. */
export async function readBytes(body: ReadableStream<Uint8Array> | null): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of body ?? []) {
    size += chunk.length;
    if (size > REFUSE_INFLATED_BYTES) throw new PushRefused(413, 'The push is too large. Send fewer rows at a time.');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** The push in these bytes. What is wrong with a single row is for its verdict; only the envelope is judged here. */
export async function readPush(
  bytes: Buffer,
  encoding: string | undefined,
): Promise<{ push: PushRequest; isPacked: boolean }> {
  const text = (await inflated(bytes, encoding)).toString('utf8');
  if (deeperThan(text, DEEPEST)) throw new PushRefused(400, 'The push is nested too deeply.');
  let push: unknown;
  try {
    push = JSON.parse(text);
  } catch {
    throw new PushRefused(400, 'The push is not JSON.');
  }
  const isPacked = isRecord(push) && 'packed' in push;
  push = unpacked(push);
  if (isRecord(push) && push.protocol !== PROTOCOL)
    throw new PushRefused(
      426,
      `The service speaks protocol ${PROTOCOL} and this app another. Reload the app; nothing is lost.`,
    );
  const problem = problemOf(push);
  if (problem) throw new PushRefused(problem === TOO_MANY ? 413 : 400, problem);
  return { push: push as PushRequest, isPacked };
}

/** The same push with its rows as they are judged, one by one. */
function unpacked(push: unknown): unknown {
  if (!isRecord(push) || !('packed' in push)) return push;
  const { packed, ...rest } = push;
  try {
    return { ...rest, rows: unpackRows(packed, { rows: REFUSE_ROWS, characters: REFUSE_INFLATED_BYTES }) };
  } catch (error) {
    if (error instanceof BadPackingError) throw new PushRefused(error.isTooMuch ? 413 : 400, error.message);
    throw error;
  }
}

async function inflated(bytes: Buffer, encoding = 'identity'): Promise<Buffer> {
  if (encoding === 'identity') return bytes;
  if (encoding !== 'gzip') throw new PushRefused(415, 'Content-Encoding may be gzip or nothing.');
  try {
    return await inflate(bytes, { maxOutputLength: REFUSE_INFLATED_BYTES });
  } catch (error) {
    if ((error as { code?: string }).code === 'ERR_BUFFER_TOO_LARGE')
      throw new PushRefused(413, 'The push is too large. Send fewer rows at a time.');
    throw new PushRefused(400, 'The push is not gzip.');
  }
}

function deeperThan(text: string, limit: number): boolean {
  let depth = 0;
  let quoted = false;
  for (let index = 0; index < text.length; index += 1) {
    const unit = text.charCodeAt(index);
    if (quoted) {
      if (unit === BACKSLASH) index += 1;
      else if (unit === QUOTE) quoted = false;
    } else if (unit === QUOTE) quoted = true;
    else if (unit === OPEN_BRACE || unit === OPEN_BRACKET) {
      depth += 1;
      if (depth > limit) return true;
    } else if (unit === CLOSE_BRACE || unit === CLOSE_BRACKET) depth -= 1;
  }
  return false;
}
const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const OPEN_BRACE = 0x7b;
const CLOSE_BRACE = 0x7d;
const OPEN_BRACKET = 0x5b;
const CLOSE_BRACKET = 0x5d;

const TOO_MANY = `The push has more than ${REFUSE_ROWS} rows.`;
const isCount = (value: unknown): boolean => Number.isSafeInteger(value) && (value as number) >= 0;

function problemOf(push: unknown): string | null {
  if (!isRecord(push)) return 'The push is not an object.';
  if (typeof push.learnerId !== 'string') return 'learnerId is missing.';
  if (!isReplicaId(push.replicaId)) return 'replicaId is not one.';
  if (push.epoch !== null && typeof push.epoch !== 'string') return 'epoch is neither text nor null.';
  if (!isCount(push.heard)) return 'heard is not a time.';
  if (!Array.isArray(push.rows)) return 'rows is not a list.';
  if (push.rows.length > REFUSE_ROWS) return TOO_MANY;
  return push.rows.every(isPushedRow) ? null : 'A row lacks its collection, key, rev, stamps or deletedAt.';
}

const isPushedRow = (row: unknown): row is PushedRow =>
  isRecord(row) &&
  typeof row.collection === 'string' &&
  typeof row.key === 'string' &&
  row.key.length <= LONGEST_KEY &&
  isCount(row.rev) &&
  isRecord(row.row) &&
  isRecord(row.row.stamps);
