/** Smaller bodies aren't worth the work, and some old browsers have no CompressionStream: then it goes as it is. */
const WORTH_IT_BYTES = 2_048;

export const gzipIfWorthIt = async (
  bytes: Uint8Array<ArrayBuffer>,
): Promise<{ body: Uint8Array<ArrayBuffer>; encoding: 'gzip' | null }> => {
  if (bytes.length < WORTH_IT_BYTES || typeof CompressionStream === 'undefined') return { body: bytes, encoding: null };
  const packed = new Blob([bytes]).stream().pipeThrough(new CompressionStream('gzip'));
  return { body: new Uint8Array(await new Response(packed).arrayBuffer()), encoding: 'gzip' };
};
