import { idFromHash } from '@hornbook/shared/import/id-from-hash.ts';
import { sha256Of } from './downloads/fetch-file.ts';

/** An id that is the same for the same thing, wherever and how often it is brought. */
export const hashedId = async (...about: string[]): Promise<string> =>
  idFromHash(await sha256Of(new TextEncoder().encode(JSON.stringify(about))));
