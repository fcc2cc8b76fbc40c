import type { MediaSource } from '@hornbook/shared/content/media.ts';
import { packUrl } from '../data/downloads/pack-url.ts';
import { playedForm } from '../data/downloads/played-form.ts';
import { decodeSound } from './record.ts';

/** Bytes of a file of a pack: from this device, else from the service. Null where neither has it now. */
export const packBytes = async (sha256: string): Promise<ArrayBuffer | null> => {
  try {
    const response = await fetch(packUrl(sha256));
    return response.ok ? await response.arrayBuffer() : null;
  } catch {
    return null;
  }
};

const decoded = new Map<string, Promise<Float32Array | null>>();

/** A whole recording as samples, decoded once a page. Null where it can't be had now; the next call tries again. */
export const recordingOf = (sources: readonly MediaSource[]): Promise<Float32Array | null> => {
  const source = sources.find(({ mediaType }) => mediaType.includes(`/${playedForm()}`)) ?? sources[0];
  if (!source) return Promise.resolve(null);
  const known = decoded.get(source.sha256);
  if (known) return known;
  const coming = packBytes(source.sha256).then((bytes) => (bytes ? decodeSound(bytes).catch(() => null) : null));
  decoded.set(source.sha256, coming);
  void coming.then((sound) => {
    if (!sound) decoded.delete(source.sha256);
  });
  return coming;
};
