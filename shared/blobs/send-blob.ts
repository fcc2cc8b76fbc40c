import { CHUNK_MEDIA_TYPE, COMPLETE_HEADER, LENGTH_HEADER, nextChunkBytes, OFFSET_HEADER } from './transfer.ts';

/** What one request about an upload was answered. */
export interface UploadAnswer {
  status: number;
  header(name: string): string | null;
  /** `code` of the JSON in it, if there is one. */
  code: string | null;
}

/** Asks the service; null without an answer of its own: none at all, one that broke off, or a stranger's. */
export type AskAboutUpload = (
  path: string,
  request: { method: 'HEAD' | 'PATCH'; headers: Record<string, string>; body?: Uint8Array<ArrayBuffer> },
) => Promise<UploadAnswer | null>;

export type SendOutcome =
  | { kind: 'done' }
  /** Try again later; what has come stays there. */
  | { kind: 'unreachable'; retryAfterMs: number | null }
  | { kind: 'unauthorised' }
  /** `goOn` said no. */
  | { kind: 'paused' }
  /** Trying again would be answered alike until something is changed. */
  | { kind: 'refused'; why: 'no-room' | 'too-large' | 'damaged' };

interface Sending {
  ask: AskAboutUpload;
  blob: { sha256: string; sizeBytes: number; slice(first: number, end: number): Promise<Uint8Array<ArrayBuffer>> };
  /** After each request that went through, with the bytes the service has by then. */
  onProgress?: (sentBytes: number) => void | Promise<void>;
  /** Asked before each request: whether anything goes before it. */
  goOn?: () => Promise<boolean>;
}

/** The bytes a file sends are not those of its name: nothing will make them. Once may be a mishap of the link. */
const MOST_WRONG = 2;

/**
 * Sends a blob from where the service has it until it says that it has the whole. Cut off anywhere, calling it again goes
 * on; calling it for a blob the service has costs one request.
 */
export const sendBlob = async ({ ask, blob, onProgress, goOn }: Sending): Promise<SendOutcome> => {
  const path = `/blobs/${blob.sha256}/upload`;
  const { sizeBytes } = blob;
  let offset: number | null = null;
  let sinceFailure = 0;
  let wrong = 0;
  for (;;) {
    if (goOn && !(await goOn())) return { kind: 'paused' };
    let answer: UploadAnswer | null;
    if (offset === null) answer = await ask(path, { method: 'HEAD', headers: {} });
    else {
      const end: number = offset + nextChunkBytes(sizeBytes - offset, sinceFailure);
      const headers = {
        'content-type': CHUNK_MEDIA_TYPE,
        [OFFSET_HEADER]: String(offset),
        [LENGTH_HEADER]: String(sizeBytes),
      };
      answer = await ask(path, { method: 'PATCH', headers, body: await blob.slice(offset, end) });
      if (answer?.status === 200) sinceFailure += end - offset;
    }
    if (!answer) return { kind: 'unreachable', retryAfterMs: null };
    const { status, code } = answer;
    if (status === 200 || status === 201 || status === 409) {
      if (answer.header(COMPLETE_HEADER) === '1') {
        await onProgress?.(sizeBytes);
        return { kind: 'done' };
      }
      const at = Number(answer.header(OFFSET_HEADER) ?? Number.NaN);
      if (!Number.isSafeInteger(at) || at < 0 || at > sizeBytes) return { kind: 'unreachable', retryAfterMs: null };
      if (status === 409) sinceFailure = 0;
      offset = at;
      await onProgress?.(offset);
    } else if (status === 401 || status === 403) return { kind: 'unauthorised' };
    else if (status === 413) return { kind: 'refused', why: code === 'no-room' ? 'no-room' : 'too-large' };
    else if (status === 422) {
      wrong += 1;
      if (wrong === MOST_WRONG) return { kind: 'refused', why: 'damaged' };
      offset = null;
      sinceFailure = 0;
    } else return { kind: 'unreachable', retryAfterMs: retryAfterMs(answer.header('retry-after')) };
  }
};

const retryAfterMs = (seconds: string | null): number | null =>
  /^\d{1,5}$/.test(seconds ?? '') ? Number(seconds) * 1000 : null;
