import { mediaTypeOf, SNIFFED_BYTES } from '@hornbook/shared/blobs/media-type.ts';
import { MAX_BLOB_BYTES, nextChunkBytes } from '@hornbook/shared/blobs/transfer.ts';
import { now } from '../clock.ts';
import { sha256Of } from '../downloads/fetch-file.ts';
import { roomFor } from '../downloads/room.ts';
import { noteReceived } from '../downloads/traffic.ts';
import { SIZE_UNKNOWN, type StoredBlob } from '../learner-database.ts';
import { isQuotaError } from '../live-handle.ts';
import type { Connections } from '../open-databases.ts';
import { askService, retryAfterMs, Unreachable } from '../service/ask-service.ts';
import { DIRECT } from '../service/direct.ts';
import { blobUrl, readParts, removeParts, storeBlob, storePart } from './blob-cache.ts';

export type FetchOutcome =
  | { kind: 'done' }
  | { kind: 'unreachable'; retryAfterMs: number | null }
  | { kind: 'unauthorised' }
  /** Some are not at the service yet; all others are here. */
  | { kind: 'missing' }
  | { kind: 'failed'; why: NonNullable<StoredBlob['failure']> };

/** Brings the files that were asked for, one after the other; gives what stopped it, `done` when nothing is left. */
export const fetchWanted = async (
  connections: Connections,
  signal: AbortSignal,
): Promise<Exclude<FetchOutcome, { kind: 'failed' }>> => {
  const { learner } = connections;
  const tried = new Set<string>();
  const next = () =>
    learner.blobs
      .where('download')
      .equals('wanted')
      .and(({ sha256 }) => !tried.has(sha256))
      .first();
  let isMissing = false;
  for (let blob = await next(); blob; blob = await next()) {
    const outcome = await fetchOne(connections, blob, signal).catch((error: unknown): FetchOutcome => {
      if (error instanceof Unreachable) return { kind: 'unreachable', retryAfterMs: null };
      if (isQuotaError(error)) return { kind: 'failed', why: 'no-room' };
      throw error;
    });
    tried.add(blob.sha256);
    if (outcome.kind === 'failed' && outcome.why === 'missing') {
      // The device it was added on has not sent it yet: it stays wanted.
      isMissing = true;
      await learner.blobs.update(blob.sha256, { failure: 'missing' });
    } else if (outcome.kind === 'failed')
      await learner.blobs.update(blob.sha256, { download: 'failed', failure: outcome.why });
    else if (outcome.kind !== 'done') return outcome;
  }
  return isMissing ? { kind: 'missing' } : { kind: 'done' };
};

/** How large the whole is, as an answer with a part of it says: `bytes 0-65535/70000`. */
const totalOf = ({ headers }: Response): number | null => {
  const [, digits] = /^bytes \d+-\d+\/(\d+)$/.exec(headers.get('content-range') ?? '') ?? [];
  const total = Number(digits);
  return total > 0 && total <= MAX_BLOB_BYTES ? total : null;
};

/** In ranges that grow while the link holds; each is kept as it comes, so that a cut costs one of them. */
const fetchOne = async (
  { learner, device }: Connections,
  blob: StoredBlob,
  signal: AbortSignal,
): Promise<FetchOutcome> => {
  const { sha256 } = blob;
  const { learnerId } = device;
  let { sizeBytes } = blob;
  const room = await roomFor();
  if (room !== null && room < sizeBytes - blob.receivedBytes) return { kind: 'failed', why: 'no-room' };
  const offsets = [...blob.parts];
  let received = blob.receivedBytes;
  let sinceFailure = 0;
  while (received < sizeBytes || sizeBytes === SIZE_UNKNOWN) {
    let length = nextChunkBytes(sizeBytes === SIZE_UNKNOWN ? MAX_BLOB_BYTES : sizeBytes - received, sinceFailure);
    const response = await askService(blobUrl(sha256), {
      headers: { ...DIRECT, range: `bytes=${received}-${received + length - 1}` },
      signal,
      json: false,
    });
    const { status } = response;
    if (status === 401 || status === 403) return { kind: 'unauthorised' };
    if (status === 404 || status === 416) return { kind: 'failed', why: 'missing' };
    if (status !== 206) return { kind: 'unreachable', retryAfterMs: retryAfterMs(response, now()) };
    if (sizeBytes === SIZE_UNKNOWN) {
      const total = totalOf(response);
      if (total === null) return { kind: 'failed', why: 'damaged' };
      sizeBytes = total;
      length = Math.min(length, total);
      await learner.blobs.update(sha256, { sizeBytes });
    }
    const bytes = await response.blob();
    if (bytes.size !== length) throw new Unreachable('the answer is shorter than it says');
    noteReceived(bytes.size);
    await storePart(learnerId, sha256, received, bytes);
    offsets.push(received);
    received += length;
    sinceFailure += length;
    const known = await learner.blobs.update(sha256, { parts: offsets, receivedBytes: received });
    const current = known ? await learner.blobs.get(sha256) : undefined;
    // Taken back meanwhile.
    if (current?.download !== 'wanted') return { kind: 'done' };
  }
  const whole = await readParts(learnerId, sha256, offsets);
  const bytes = whole && new Uint8Array(await whole.arrayBuffer());
  const isRight = bytes?.length === sizeBytes && (await sha256Of(bytes)) === sha256;
  if (whole && bytes && isRight)
    await storeBlob(learnerId, sha256, whole, mediaTypeOf(bytes.subarray(0, SNIFFED_BYTES)));
  await learner.blobs.update(sha256, {
    ...(bytes &&
      isRight && {
        isHere: 1,
        download: 'none',
        failure: null,
        mediaType: mediaTypeOf(bytes.subarray(0, SNIFFED_BYTES)),
      }),
    ...{ parts: [], receivedBytes: 0 },
  });
  await removeParts(learnerId, sha256, offsets);
  return isRight ? { kind: 'done' } : { kind: 'failed', why: 'damaged' };
};
