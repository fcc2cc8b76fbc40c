import type { MadeItem, MadePicture } from '@hornbook/shared/import/make-parts.ts';
import { PICTURE_PATH } from '@hornbook/shared/import/picture-path.ts';
import type { ReadyPicture } from '@hornbook/shared/import/plan-import.ts';
import { pictureId } from '../../../data/commands/import-drafts.ts';
import { sha256Of } from '../../../data/downloads/fetch-file.ts';
import { shrinkPicture } from '../shrink-picture.ts';

/** A picture of a file, drawn anew as courses have them; null for one that can't be. */
export type DrawnPicture = (ReadyPicture & { file: Blob }) | null;

/** Draws the pictures of a file for a course. Nothing is kept yet. */
export const drawPictures = async (courseId: string, pictures: readonly MadePicture[]): Promise<DrawnPicture[]> => {
  const drawn: DrawnPicture[] = [];
  for (const { name, bytes } of pictures) {
    const original = bytes as Uint8Array<ArrayBuffer>;
    const picture = await shrinkPicture(new Blob([original]));
    if (!picture) {
      drawn.push(null);
      continue;
    }
    const { file, width, height } = picture;
    const id = await pictureId(courseId, await sha256Of(original));
    const blobHash = await sha256Of(new Uint8Array(await file.arrayBuffer()));
    drawn.push({ id, name: name.split('/').at(-1) ?? name, blobHash, mediaType: file.type, width, height, file });
  }
  return drawn;
};

/** Refuses what shows a picture that can't be drawn: it would ask about something nobody sees. */
export const withoutLost = (
  items: readonly MadeItem[],
  drawn: readonly DrawnPicture[],
  pictures: readonly MadePicture[],
): MadeItem[] =>
  items.map((item) => {
    if (item.outcome.kind === 'refused') return item;
    const { text, details } = item.outcome.part;
    const shown = [...(text + JSON.stringify(details)).matchAll(PICTURE_PATH)].map(([, index]) => Number(index));
    const lost = [...new Set(shown)].filter((index) => !drawn[index]);
    if (lost.length === 0) return item;
    const names = lost.map((index) => pictures[index]?.name ?? String(index));
    return { ...item, outcome: { kind: 'refused', refusal: { code: 'missing-media', names } } };
  });
