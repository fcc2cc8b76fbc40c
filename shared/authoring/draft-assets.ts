import { type DraftNode, textIn } from './draft.ts';

const extensions: Record<string, string> = {
  'image/png': 'png',
  'image/jpeg': 'jpg',
  'image/webp': 'webp',
  'audio/mpeg': 'mp3',
  'audio/mp4': 'm4a',
  'audio/wav': 'wav',
};

/** No picture of a course is larger, and no sound: it comes with the lesson, to every phone. Bytes. */
export const MOST_PICTURE_BYTES = 1_000_000;
export const MOST_SOUND_BYTES = 3_000_000;

export const isSound = ({ details }: Pick<DraftNode, 'details'>): boolean =>
  textIn(details, 'mediaType').startsWith('audio/');

/** The path by which a text shows a picture or has a sound; null for what is neither. It stays, whatever the file is called. */
export const assetPath = ({ id, details }: Pick<DraftNode, 'id' | 'details'>): string | null => {
  const extension = extensions[textIn(details, 'mediaType')];
  return extension === undefined ? null : `assets/${id.slice(0, 8)}.${extension}`;
};
