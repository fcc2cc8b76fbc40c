import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

const VARY = { vary: 'Accept-Encoding, Cookie, Origin' };
const LEAST_BYTES = 512;
const gzipped = promisify(gzip);
const brotlied = promisify(brotliCompress);

/** Whether the asker takes this coding. */
const accepts = (coding: string, acceptEncoding: string | undefined) =>
  new RegExp(`\\b${coding}\\b(?!\\s*;\\s*q=0(\\.0*)?\\s*(,|$))`).test(acceptEncoding ?? '');

/** A body as the asker can take it, and the headers that say so. Compressed on a thread of its own, not on the loop's. */
export async function compressed(
  body: string,
  acceptEncoding: string | undefined,
): Promise<{ bytes: Uint8Array<ArrayBuffer>; headers: Record<string, string> }> {
  const plain = Buffer.from(body);
  const headers = VARY;
  if (plain.length >= LEAST_BYTES) {
    if (accepts('br', acceptEncoding)) {
      const params = { [constants.BROTLI_PARAM_QUALITY]: 5, [constants.BROTLI_PARAM_SIZE_HINT]: plain.length };
      return { bytes: await brotlied(plain, { params }), headers: { ...headers, 'content-encoding': 'br' } };
    }
    if (accepts('gzip', acceptEncoding))
      return { bytes: await gzipped(plain), headers: { ...headers, 'content-encoding': 'gzip' } };
  }
  return { bytes: plain, headers };
}

/** The same for a body that is still coming in. */
export function compressedStream(
  body: ReadableStream<Uint8Array>,
  acceptEncoding: string | undefined,
): { stream: ReadableStream; headers: Record<string, string> } {
  if (!accepts('gzip', acceptEncoding)) return { stream: body, headers: VARY };
  const zip = new CompressionStream('gzip') as ReadableWritablePair<Uint8Array, Uint8Array>;
  return { stream: body.pipeThrough(zip), headers: { ...VARY, 'content-encoding': 'gzip' } };
}
