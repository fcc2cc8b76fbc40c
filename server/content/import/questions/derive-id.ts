import { sha256 } from '../../sha256.ts';

/** An id that is the same for the same thing of the same course at every import, in the form of a random UUID. */
export const deriveId = (courseId: string, ...about: string[]): string => {
  const hex = sha256(JSON.stringify([courseId, ...about]));
  const variant = '89ab'[Number.parseInt(hex[16] as string, 16) % 4];
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
};
