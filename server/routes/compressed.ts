import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

const LEAST_BYTES = 1024;
const gzipped = promisify(gzip);
const brotlied = promisify(brotliCompress);

/** A body as the asker can take it, and the headers that say so. Compressed on a thread of its own, not on the loop's. */
export async function compressed(
  body: string,
  acceptEncoding: string | undefined,
): Promise<{ bytes: Uint8Array<ArrayBuffer>; headers: Record<string, string> }> {
  const plain = Buffer.from(body);
  const headers = { vary: 'Accept-Encoding, Cookie, Origin' };
  if (plain.length >= LEAST_BYTES) {
    const accepts = (coding: string) =>
      new RegExp(`\\b${coding}\\b(?!\\s*;\\s*q=0(\\.0*)?\\s*(,|$))`).test(acceptEncoding ?? '');
    if (accepts('br')) {
      const params = { [constants.BROTLI_PARAM_QUALITY]: 5, [constants.BROTLI_PARAM_SIZE_HINT]: plain.length };
      return { bytes: await brotlied(plain, { params }), headers: { ...headers, 'content-encoding': 'br' } };
    }
    if (accepts('gzip')) return { bytes: await gzipped(plain), headers: { ...headers, 'content-encoding': 'gzip' } };
  }
  return { bytes: plain, headers };
}
