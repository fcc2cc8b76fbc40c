const decoder = new TextDecoder();

export type PictureType = 'png' | 'jpg' | 'webp' | 'gif' | 'svg';

const PICTURES: readonly [PictureType, (bytes: Uint8Array) => boolean][] = [
  ['png', (bytes) => bytes[0] === 0x89 && bytes[1] === 0x50],
  ['jpg', (bytes) => bytes[0] === 0xff && bytes[1] === 0xd8],
  ['webp', (bytes) => decoder.decode(bytes.subarray(8, 12)) === 'WEBP'],
  ['gif', (bytes) => decoder.decode(bytes.subarray(0, 4)) === 'GIF8'],
  ['svg', (bytes) => /^\s*(<\?xml|<svg|<!--)/.test(decoder.decode(bytes.subarray(0, 200)))],
];

/** What picture it is by its bytes, whatever it is called; null for what is none. */
export const pictureType = (bytes: Uint8Array): PictureType | null => PICTURES.find(([, is]) => is(bytes))?.[0] ?? null;
