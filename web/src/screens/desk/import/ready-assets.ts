import type { DraftNode } from '@hornbook/shared/authoring/draft.ts';
import { assetPath, MOST_SOUND_BYTES } from '@hornbook/shared/authoring/draft-assets.ts';
import { BROUGHT_PATH } from '@hornbook/shared/import/brought-path.ts';
import type { MadeAsset, MadeItem } from '@hornbook/shared/import/make-parts.ts';
import type { ReadyAsset } from '@hornbook/shared/import/plan-import.ts';
import { assetId } from '../../../data/commands/import-drafts.ts';
import { sha256Of } from '../../../data/downloads/fetch-file.ts';
import { shrinkPicture } from '../shrink-picture.ts';
import { soundTypeOf } from '../sound-type.ts';

/** A picture or sound of a file as courses have them; null for one that can't be. Without bytes where the course has it. */
export type KeptAsset = (ReadyAsset & { file: Blob | null }) | null;

/** Makes pictures and sounds of a file ready for a course that has `known`. Nothing is kept yet. */
export const readyAssets = async (
  courseId: string,
  assets: readonly MadeAsset[],
  known: readonly DraftNode[],
): Promise<KeptAsset[]> => {
  const ready: KeptAsset[] = [];
  for (const { name, bytes } of assets) {
    const original = bytes as Uint8Array<ArrayBuffer>;
    const sha256 = await sha256Of(original);
    const here = known.find((asset) => asset.blobHash === sha256 && assetPath(asset) !== null);
    ready.push(
      here
        ? { ...here, name: here.title, blobHash: sha256, mediaType: String(here.details.mediaType), file: null }
        : await readyAsset(await assetId(courseId, sha256), name.split('/').at(-1) ?? name, new Blob([original])),
    );
  }
  return ready;
};

const readyAsset = async (id: string, name: string, original: Blob): Promise<KeptAsset> => {
  const hashOf = async (file: Blob) => sha256Of(new Uint8Array(await file.arrayBuffer()));
  const sound = await soundTypeOf(original);
  if (sound && original.size <= MOST_SOUND_BYTES)
    return { id, name, blobHash: await hashOf(original), mediaType: sound, file: original };
  const picture = sound ? null : await shrinkPicture(original);
  if (!picture) return null;
  const { file, width, height } = picture;
  return { id, name, blobHash: await hashOf(file), mediaType: file.type, width, height, file };
};

/** Refuses what shows a picture that can't be drawn, or has a sound that not every phone plays: it would ask about nothing. */
export const withoutLost = <Part extends { text: string; details: Readonly<Record<string, unknown>> }>(
  items: readonly MadeItem<Part>[],
  ready: readonly KeptAsset[],
  assets: readonly MadeAsset[],
): MadeItem<Part>[] =>
  items.map((item) => {
    if (item.outcome.kind === 'refused') return item;
    const { text, details } = item.outcome.part;
    const shown = [...(text + JSON.stringify(details)).matchAll(BROUGHT_PATH)].map(([, index]) => Number(index));
    const lost = [...new Set(shown)].filter((index) => !ready[index]);
    if (lost.length === 0) return item;
    const names = lost.map((index) => assets[index]?.name ?? String(index));
    return { ...item, outcome: { kind: 'refused', refusal: { code: 'missing-media', names } } };
  });
