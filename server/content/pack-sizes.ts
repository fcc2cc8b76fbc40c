import type { AssetRef, CatalogueEntry, CourseManifest } from '@hornbook/shared/content/pack.ts';
import type { PackFile } from './compile.ts';

const sizeOf = (files: Iterable<{ sizeBytes: number }>): number =>
  [...files].reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);

/** How large a course is as text, with its pictures, and with its recordings: of each the largest form. */
export const packSizes = (
  { thumbnail, units }: CourseManifest,
  files: readonly PackFile[],
): Pick<CatalogueEntry, 'textBytes' | 'assetBytes' | 'mediaBytes'> => {
  const assets = new Map<string, AssetRef>();
  for (const unit of units)
    for (const asset of [...unit.assets, ...unit.lessons.flatMap((lesson) => lesson.assets)])
      assets.set(asset.sha256, asset);
  if (thumbnail) assets.set(thumbnail.sha256, thumbnail);
  const needed = [...assets.values()].filter(({ optional }) => !optional);
  const recordings = new Map<string, AssetRef>();
  for (const asset of assets.values()) {
    const name = asset.recording ?? asset.sha256;
    if (asset.optional && asset.sizeBytes > (recordings.get(name)?.sizeBytes ?? 0)) recordings.set(name, asset);
  }
  const texts = files.filter(({ sha256 }) => !assets.has(sha256));
  return {
    textBytes: texts.reduce((sum, { bytes }) => sum + bytes.byteLength, 0),
    assetBytes: sizeOf(needed),
    ...(recordings.size > 0 && { mediaBytes: sizeOf(recordings.values()) }),
  };
};
