const TABLE = Uint32Array.from({ length: 256 }, (_, index) => {
  let value = index;
  for (let bit = 0; bit < 8; bit += 1) value = value & 1 ? 0xedb88320 ^ (value >>> 1) : value >>> 1;
  return value;
});

const crcOf = (bytes: Uint8Array): number => {
  let crc = 0xffffffff;
  for (const byte of bytes) crc = (TABLE[(crc ^ byte) & 0xff] ?? 0) ^ (crc >>> 8);
  return (crc ^ 0xffffffff) >>> 0;
};

const LOCAL = 0x04034b50;
const CENTRAL = 0x02014b50;
const END = 0x06054b50;
const VERSION = 20;
/** Names are UTF-8. */
const FLAGS = 0x0800;
/** 1 January 1980, the first day there is: when each file was written is of no interest. */
const FIRST_DAY = 0x21;

const fields = (...values: [bytes: 2 | 4, value: number][]): Uint8Array => {
  const bytes = new Uint8Array(values.reduce((sum, [size]) => sum + size, 0));
  const view = new DataView(bytes.buffer);
  let at = 0;
  for (const [size, value] of values) {
    if (size === 2) view.setUint16(at, value, true);
    else view.setUint32(at, value, true);
    at += size;
  }
  return bytes;
};

export interface ZipFile {
  name: string;
  content: string | Blob;
}

/** Several files as one archive; not compressed, so that nothing is needed to make it. One at a time is in memory. */
export const toZip = async (files: readonly ZipFile[]): Promise<Blob> => {
  const parts: (Uint8Array | Blob)[] = [];
  const directory: Uint8Array[] = [];
  let offset = 0;
  for (const { name, content } of files) {
    const encoded = new TextEncoder().encode(name);
    const isText = typeof content === 'string';
    const bytes = isText ? new TextEncoder().encode(content) : new Uint8Array(await content.arrayBuffer());
    const crc = crcOf(bytes);
    const sizes: [2 | 4, number][] = [
      [4, crc],
      [4, bytes.length],
      [4, bytes.length],
      [2, encoded.length],
      [2, 0],
    ];
    const about: [2 | 4, number][] = [[2, VERSION], [2, FLAGS], [2, 0], [2, 0], [2, FIRST_DAY], ...sizes];
    const head = fields([4, LOCAL], ...about);
    parts.push(head, encoded, isText ? bytes : content);
    directory.push(fields([4, CENTRAL], [2, VERSION], ...about, [2, 0], [2, 0], [2, 0], [4, 0], [4, offset]), encoded);
    offset += head.length + encoded.length + bytes.length;
  }
  const size = directory.reduce((sum, { length }) => sum + length, 0);
  const count = files.length;
  const end = fields([4, END], [2, 0], [2, 0], [2, count], [2, count], [4, size], [4, offset], [2, 0]);
  return new Blob([...parts, ...directory, end] as BlobPart[], { type: 'application/zip' });
};
