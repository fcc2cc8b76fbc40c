import { Decompress } from 'fzstd';

/** Unpacks Zstandard as far as `most` bytes. Null where it is broken or would be larger. */
export const unpackZstandard = (bytes: Uint8Array, most: number): Uint8Array | null => {
  const chunks: Uint8Array[] = [];
  let length = 0;
  try {
    const stream = new Decompress((chunk) => {
      length += chunk.length;
      // What a frame says of its own size is not believed: it grows piece by piece, and is left off at the bound.
      if (length > most) throw new RangeError('too large');
      chunks.push(chunk);
    });
    stream.push(bytes, true);
  } catch {
    return null;
  }
  const whole = new Uint8Array(length);
  let at = 0;
  for (const chunk of chunks) {
    whole.set(chunk, at);
    at += chunk.length;
  }
  return whole;
};
