import { type DraftNode, textIn } from './draft.ts';

const extensions: Record<string, string> = { 'image/png': 'png', 'image/jpeg': 'jpg', 'image/webp': 'webp' };

/** The path by which a text shows a picture; null for what is none. It stays the same, whatever the picture is called. */
export const assetPath = ({ id, details }: Pick<DraftNode, 'id' | 'details'>): string | null => {
  const extension = extensions[textIn(details, 'mediaType')];
  return extension === undefined ? null : `assets/${id.slice(0, 8)}.${extension}`;
};
