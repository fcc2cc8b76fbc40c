import { MOST_SOUND_BYTES } from '../authoring/draft-assets.ts';
import { mediaTypeOf } from '../blobs/media-type.ts';

/** What a sound that every phone plays is by its bytes, whatever it is called; null for any other, and for one that is too large. */
export const soundType = (bytes: Uint8Array): 'mp3' | 'm4a' | null => {
  if (bytes.length > MOST_SOUND_BYTES) return null;
  const type = mediaTypeOf(bytes);
  return type === 'audio/mpeg' ? 'mp3' : type === 'audio/mp4' ? 'm4a' : null;
};
