import type { PartRef } from '@hornbook/shared/content/pack.ts';
import type { CatalogueDatabase } from '../catalogue-database.ts';
import { askService } from '../service/ask-service.ts';
import { DIRECT } from '../service/direct.ts';
import { DamagedFile, type FetchedFile, ServiceBusy, sha256Of } from './fetch-file.ts';
import { packUrl } from './pack-url.ts';
import { noteReceived } from './traffic.ts';

/** Larger files are kept as they come, so that a cut or a closed app costs no more than the last piece. */
export const WHOLE_UP_TO_BYTES = 64 * 1024;
const PIECE_BYTES = 128 * 1024;

type Database = Pick<CatalogueDatabase, 'partials' | 'pieces' | 'transaction'>;

/**
 * A large published file, fetched from where it was cut off, proven as a whole. Pieces stay in the database until
 * `forgetPieces`. What fails its proof is fetched once more past every cache.
 */
export const fetchInPieces = async (
  catalogue: Database,
  file: Pick<PartRef, 'sha256' | 'sizeBytes'>,
  signal: AbortSignal,
): Promise<FetchedFile> => {
  let mediaType = 'application/octet-stream';
  for (const cache of ['no-store', 'reload'] as const) {
    const fetched = await fetchRest(catalogue, file, { signal, cache });
    mediaType = fetched ?? mediaType;
    const bytes = await joined(catalogue, file);
    if (bytes && (await sha256Of(bytes)) === file.sha256) return { bytes, mediaType };
    await forgetPieces(catalogue, [file.sha256]);
  }
  throw new DamagedFile(file.sha256);
};

/** Fetches what is missing; gives the media type where something was, null where all was here. */
const fetchRest = async (
  catalogue: Database,
  { sha256, sizeBytes }: Pick<PartRef, 'sha256' | 'sizeBytes'>,
  { signal, cache }: { signal: AbortSignal; cache: RequestCache },
): Promise<string | null> => {
  let at = (await catalogue.partials.get(sha256))?.receivedBytes ?? 0;
  let begun = false;
  let waiting: Uint8Array[] = [];
  let waitingBytes = 0;
  const keep = async () => {
    if (waitingBytes === 0) return;
    const bytes = join(waiting, waitingBytes);
    waiting = [];
    waitingBytes = 0;
    const offset = at;
    at += bytes.length;
    noteReceived(bytes.length);
    await catalogue.transaction('rw', catalogue.partials, catalogue.pieces, async () => {
      await catalogue.pieces.put({ sha256, offset, bytes });
      await catalogue.partials.put({ sha256, receivedBytes: offset + bytes.length });
    });
  };
  const onPiece = async (piece: Uint8Array, { status, ok, headers }: Response) => {
    if (!ok) return;
    if (!begun) {
      begun = true;
      // The whole file comes where ranges are not understood, and another one from a stranger: then all begins anew.
      const continues = status === 206 && headers.get('content-range')?.startsWith(`bytes ${at}-`);
      if (at > 0 && !continues) {
        await forgetPieces(catalogue, [sha256]);
        at = 0;
      }
    }
    if (at + waitingBytes + piece.length > sizeBytes) throw new DamagedFile(sha256);
    waiting.push(piece);
    waitingBytes += piece.length;
    if (waitingBytes >= PIECE_BYTES) await keep();
  };
  if (at >= sizeBytes) return null;
  const headers = { ...DIRECT, ...(at > 0 && { range: `bytes=${at}-` }) };
  try {
    const answer = await askService(packUrl(sha256), { signal, cache, marked: false, onPiece, headers });
    if (answer.status >= 500 || answer.status === 429) throw new ServiceBusy(`status ${answer.status}`);
    return answer.headers.get('content-type');
  } catch (error) {
    if (error instanceof DamagedFile) return null;
    throw error;
  } finally {
    // What has come stays, also when it broke off.
    await keep();
  }
};

const join = (pieces: readonly Uint8Array[], sizeBytes: number): Uint8Array<ArrayBuffer> => {
  const whole = new Uint8Array(sizeBytes);
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
};

const joined = async (
  { pieces }: Database,
  { sha256, sizeBytes }: Pick<PartRef, 'sha256' | 'sizeBytes'>,
): Promise<Uint8Array<ArrayBuffer> | null> => {
  const stored = await pieces.where('[sha256+offset]').between([sha256, 0], [sha256, Infinity]).toArray();
  const length = stored.reduce((sum, { bytes }) => sum + bytes.length, 0);
  return length === sizeBytes
    ? join(
        stored.map(({ bytes }) => bytes),
        sizeBytes,
      )
    : null;
};

/** Once a file is stored whole, or is no longer wanted. */
export const forgetPieces = (
  catalogue: Pick<CatalogueDatabase, 'partials' | 'pieces' | 'transaction'>,
  sha256s: readonly string[],
): Promise<void> =>
  catalogue.transaction('rw', catalogue.partials, catalogue.pieces, async () => {
    await catalogue.partials.bulkDelete([...sha256s]);
    for (const sha256 of sha256s)
      await catalogue.pieces.where('[sha256+offset]').between([sha256, 0], [sha256, Infinity]).delete();
  });
