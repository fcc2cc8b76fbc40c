import { idFromHash } from '@hornbook/shared/import/id-from-hash.ts';
import { sha256 } from '../../sha256.ts';

/** An id that is the same for the same thing of the same course at every import. */
export const deriveId = (courseId: string, ...about: string[]): string =>
  idFromHash(sha256(JSON.stringify([courseId, ...about])));
