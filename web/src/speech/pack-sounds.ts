import type { MediaSource } from '@hornbook/shared/content/media.ts';
import { sha256Of } from '../data/downloads/fetch-file.ts';
import { keepHeard } from '../data/downloads/keep-heard.ts';
import { packUrl } from '../data/downloads/pack-url.ts';
import { playedForm } from '../data/downloads/played-form.ts';
import { decodeSound } from './record.ts';

const lent = new Map<string, () => Promise<ArrayBuffer | null>>();

/** Says where on this page bytes are that no pack has yet: an author tries what is not published. */
export const lendBytes = (sha256: string, read: () => Promise<ArrayBuffer | null>): void => {
  lent.set(sha256, read);
};

/**
 * Bytes of a file of a pack, proven by its hash: from this device, else from the service, and then kept. Null where neither
 * has it now, or something in between answers in its place.
 */
export const packBytes = async (sha256: string): Promise<ArrayBuffer | null> => {
  try {
    const own = await lent.get(sha256)?.();
    if (own) return own;
    const response = await fetch(packUrl(sha256));
    if (!response.ok) return null;
    const bytes = await response.arrayBuffer();
    if ((await sha256Of(new Uint8Array(bytes))) !== sha256) return null;
    const mediaType = response.headers.get('content-type') ?? 'application/octet-stream';
    // Beside what is played or judged now. A browser that can't keep it gives it all the same.
    void keepHeard(sha256, new Uint8Array(bytes.slice(0)), mediaType).catch(() => undefined);
    return bytes;
  } catch {
    return null;
  }
};

const decoded = new Map<string, Promise<Float32Array | null>>();

const decode = async (sha256: string): Promise<Float32Array | null> => {
  const bytes = await packBytes(sha256);
  return bytes && decodeSound(bytes).catch(() => null);
};

const decodedOnce = (sha256: string): Promise<Float32Array | null> => {
  const known = decoded.get(sha256);
  if (known) return known;
  const coming = decode(sha256);
  decoded.set(sha256, coming);
  void coming.then((sound) => {
    if (!sound) decoded.delete(sha256);
  });
  return coming;
};

/**
 * A whole recording as samples, decoded once a page: in the form this browser plays, else in the other, since not every
 * browser that plays WebM decodes it too. Null where it can't be had now; the next call tries again.
 */
export const recordingOf = async (sources: readonly MediaSource[]): Promise<Float32Array | null> => {
  const isPlayed = ({ mediaType }: MediaSource) => mediaType.includes(`/${playedForm()}`);
  for (const { sha256 } of sources.toSorted((a, b) => Number(isPlayed(b)) - Number(isPlayed(a)))) {
    const sound = await decodedOnce(sha256);
    if (sound) return sound;
  }
  return null;
};
