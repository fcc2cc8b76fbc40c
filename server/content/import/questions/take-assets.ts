import { pictureType } from '@hornbook/shared/import/picture-type.ts';
import { soundType } from '@hornbook/shared/import/sound-type.ts';
import { sha256 } from '../../sha256.ts';

/** Takes pictures and sounds of a file into a course as they are asked for; null for what is not there, or can't be in a course. */
export const takeAssets = (media: ReadonlyMap<string, Uint8Array>) => {
  const assets = new Map<string, Uint8Array>();
  const assetFor = (name: string): string | null => {
    const bytes = media.get(name);
    const type = bytes ? (pictureType(bytes) ?? soundType(bytes)) : null;
    // A course folder holds no moving pictures, and nothing here draws them anew.
    if (!bytes || type === null || type === 'gif') return null;
    const path = `assets/${sha256(bytes).slice(0, 16)}.${type}`;
    assets.set(path, bytes);
    return path;
  };
  return { assets, assetFor };
};
