import type { PartRef } from '@hornbook/shared/content/pack.ts';
import { askService } from '../service/ask-service.ts';
import { DIRECT } from '../service/direct.ts';
import { packUrl } from './pack-url.ts';
import { noteReceived } from './traffic.ts';

/** What came is not what its name says: a portal's page, a half file, a damaged copy in between. */
export class DamagedFile extends Error {
  override name = 'DamagedFile';
}

export const sha256Of = async (bytes: Uint8Array<ArrayBuffer>): Promise<string> =>
  [...new Uint8Array(await crypto.subtle.digest('SHA-256', bytes))]
    .map((byte) => byte.toString(16).padStart(2, '0'))
    .join('');

export interface FetchedFile {
  bytes: Uint8Array<ArrayBuffer>;
  mediaType: string;
}

/** A published file, proven by its hash. What fails the first time is asked for once more past every cache. */
export const fetchFile = async (
  { sha256, sizeBytes }: Pick<PartRef, 'sha256'> & { sizeBytes?: number },
  signal: AbortSignal,
): Promise<FetchedFile> => {
  for (const cache of ['default', 'reload'] as const) {
    const response = await askService(packUrl(sha256), { signal, cache, marked: false, headers: DIRECT });
    if (!response.ok) {
      // A service in trouble is not a damaged file.
      if (response.status >= 500 || response.status === 429) throw new ServiceBusy(`status ${response.status}`);
      continue;
    }
    const bytes = new Uint8Array(await response.arrayBuffer());
    const whole = sizeBytes === undefined || bytes.length === sizeBytes;
    if (whole && (await sha256Of(bytes)) === sha256) {
      noteReceived(bytes.length);
      return { bytes, mediaType: response.headers.get('content-type') ?? 'application/octet-stream' };
    }
  }
  throw new DamagedFile(sha256);
};

export class ServiceBusy extends Error {
  override name = 'ServiceBusy';
}
