/** The form of a blob's name: the SHA-256 of its bytes in 64 hex digits. */
export const BLOB_NAME = /^[0-9a-f]{64}$/;
/** The largest file there is: a phone hashes it in one piece, and the service reads it once more at the end. */
export const MAX_BLOB_BYTES = 64 * 1024 * 1024;
/** What one request may carry. */
export const MAX_CHUNK_BYTES = 1024 * 1024;
/** A chunk is no smaller, unless it is the last one: otherwise a file could be sent as millions of parts. */
export const MIN_CHUNK_BYTES = 16 * 1024;

/** Where a chunk begins; in an answer, up to where the service has the bytes. */
export const OFFSET_HEADER = 'upload-offset';
/** Size of the whole blob in bytes. */
export const LENGTH_HEADER = 'upload-length';
/** In an answer: `1` once the service has all of it, proven by its hash. */
export const COMPLETE_HEADER = 'upload-complete';
export const CHUNK_MEDIA_TYPE = 'application/offset+octet-stream';

const LEAST_BYTES = 64 * 1024;
const SHARE = 24;

/**
 * How many bytes the next request carries, given what has gone through since the last failure. What a cut can waste is one
 * chunk: at most 64 KiB, or a twenty-fourth of what went through before it. So a file of 20 MB that is cut fifteen times
 * costs less than a tenth more, wherever the cuts fall, and a link that holds gets requests worth their round trip.
 */
export const nextChunkBytes = (leftBytes: number, sinceFailureBytes: number): number =>
  Math.min(leftBytes, MAX_CHUNK_BYTES, Math.max(LEAST_BYTES, Math.floor(sinceFailureBytes / SHARE)));
