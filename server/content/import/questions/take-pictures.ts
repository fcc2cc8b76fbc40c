import { sha256 } from '../../sha256.ts';

const decoder = new TextDecoder();
const PICTURES: readonly [string, (bytes: Uint8Array) => boolean][] = [
  ['png', (bytes) => bytes[0] === 0x89 && bytes[1] === 0x50],
  ['jpg', (bytes) => bytes[0] === 0xff && bytes[1] === 0xd8],
  ['webp', (bytes) => decoder.decode(bytes.subarray(8, 12)) === 'WEBP'],
  ['svg', (bytes) => /^\s*(<\?xml|<svg|<!--)/.test(decoder.decode(bytes.subarray(0, 200)))],
];

/** Takes pictures of a file into a course as they are asked for; null for what is not there, or no picture. */
export const takePictures = (media: ReadonlyMap<string, Uint8Array>) => {
  const assets = new Map<string, Uint8Array>();
  const assetFor = (name: string): string | null => {
    const bytes = media.get(name);
    const [type] = (bytes && PICTURES.find(([, is]) => is(bytes))) ?? [];
    if (!bytes || !type) return null;
    const path = `assets/${sha256(bytes).slice(0, 16)}.${type}`;
    assets.set(path, bytes);
    return path;
  };
  return { assets, assetFor };
};
