import { createHash } from 'node:crypto';

/** The name of a file of packs: the hash of its bytes, 64 hex digits. */
export const sha256 = (bytes: Uint8Array | string): string => createHash('sha256').update(bytes).digest('hex');
