import { readBlob } from '../blobs/blob-cache.ts';
import { type Connections, connect } from '../connections.ts';
import type { StoredBlob } from '../learner-database.ts';
import { useLive } from './live.ts';

/** Where a file is, as screens show it. */
export type FileState =
  /** On this device; `upload` says whether it is at the service, too. */
  | { kind: 'here'; upload: StoredBlob['upload']; sentBytes: number; refusal: StoredBlob['refusal'] }
  /** Asked for; `isMissing`: the device it was added on has not sent it yet. */
  | { kind: 'coming'; receivedBytes: number; isMissing: boolean }
  | { kind: 'failed'; failure: NonNullable<StoredBlob['failure']> }
  /** On another device or the service; `wantFile` brings it. */
  | { kind: 'elsewhere' };

/** A file this device has and the service has not. */
export interface UnsentFile {
  sha256: string;
  name: string;
  mediaType: string;
  sizeBytes: number;
  sentBytes: number;
  refusal: StoredBlob['refusal'];
  since: number;
}

const stateOf = (blob: StoredBlob | undefined): FileState => {
  if (blob?.isHere) return { kind: 'here', upload: blob.upload, sentBytes: blob.sentBytes, refusal: blob.refusal };
  if (blob?.download === 'wanted')
    return { kind: 'coming', receivedBytes: blob.receivedBytes, isMissing: blob.failure === 'missing' };
  if (blob?.failure) return { kind: 'failed', failure: blob.failure };
  return { kind: 'elsewhere' };
};

export const readFileState = async ({ learner }: Connections, sha256: string): Promise<FileState> =>
  stateOf(await learner.blobs.get(sha256));

/** Null asks about no file, and has no answer. */
export const useFileState = (sha256: string | null): FileState | undefined =>
  useLive(async (connections) => (sha256 === null ? undefined : readFileState(connections, sha256)), sha256);

/** The bytes of a file that is here, under its media type; null when the browser has cleared them. */
export const readFileBytes = async (sha256: string): Promise<Blob | null> =>
  readBlob((await connect()).device.learnerId, sha256);

export interface UnsentFiles {
  /** In the order they are sent. */
  waiting: UnsentFile[];
  /** These do not go by themselves. */
  refused: UnsentFile[];
}

export const readUnsentFiles = async ({ learner }: Connections): Promise<UnsentFiles> => {
  const of = async (upload: StoredBlob['upload']) =>
    (await learner.blobs.where('upload').equals(upload).toArray())
      .toSorted((a, b) => a.at - b.at)
      .map(({ sha256, name, mediaType, sizeBytes, sentBytes, refusal, at }) => ({
        ...{ sha256, name, mediaType, sizeBytes, sentBytes, refusal, since: at },
      }));
  return { waiting: await of('waiting'), refused: await of('refused') };
};

/** Files of this device that the service does not have yet, or does not take. */
export const useUnsentFiles = (): UnsentFiles | undefined => useLive(readUnsentFiles);
