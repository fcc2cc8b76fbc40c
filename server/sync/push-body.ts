import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { isReplicaId } from '@hornbook/shared/sync/hlc.ts';
import { BadPackingError, unpackRows } from '@hornbook/shared/sync/packed-rows.ts';
import { PROTOCOL, type PushRequest, REFUSE_INFLATED_BYTES, REFUSE_ROWS } from '@hornbook/shared/sync/protocol.ts';
import { isCount, isNestedTooDeeply, isPushedRow } from '@hornbook/shared/sync/pushed-row.ts';
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
  if (isNestedTooDeeply(text)) throw new PushRefused(400, 'The push is nested too deeply.');
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

const TOO_MANY = `The push has more than ${REFUSE_ROWS} rows.`;

function problemOf(push: unknown): string | null {
  if (!isRecord(push)) return 'The push is not an object.';
  if (typeof push.learnerId !== 'string') return 'learnerId is missing.';
  if (!isReplicaId(push.replicaId)) return 'replicaId is not one.';
  if (push.epoch !== null && typeof push.epoch !== 'string') return 'epoch is neither text nor null.';
  if (!isCount(push.heard)) return 'heard is not a time.';
  if (push.more !== undefined && typeof push.more !== 'boolean') return 'more is neither true nor false.';
  if (!Array.isArray(push.rows)) return 'rows is not a list.';
  if (push.rows.length > REFUSE_ROWS) return TOO_MANY;
  return push.rows.every(isPushedRow) ? null : 'A row lacks its collection, key, rev, stamps or deletedAt.';
}
