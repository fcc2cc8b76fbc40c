import { sha256 } from './sha256.ts';

/**
 * The id of an item or a match: it follows from the text alone, so that neither ids nor an order by ids tell a device
 * what belongs where.
 */
export const partId = (questionId: string, text: string): string => sha256(`${questionId}/${text.trim()}`).slice(0, 8);
