/** Width and height of an image, from its first bytes; null when it isn't what it says it is. */
export const imageSize = (bytes: Uint8Array, mediaType: string): { width: number; height: number } | null => {
  const size = readers[mediaType]?.(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)) ?? null;
  return size && size.width > 0 && size.height > 0 ? size : null;
};

type Reader = (bytes: Buffer) => { width: number; height: number } | null;

const readSvg: Reader = (bytes) => {
  const tag = /<svg\b[^>]*>/.exec(bytes.toString('utf8'))?.[0] ?? '';
  const number = (name: string) => Number(new RegExp(`\\s${name}="(\\d+(?:\\.\\d+)?)(?:px)?"`).exec(tag)?.[1]);
  const [width, height] = [number('width'), number('height')];
  return width && height && /\sviewBox="/.test(tag) ? { width: Math.round(width), height: Math.round(height) } : null;
};

const readPng: Reader = (bytes) =>
  bytes.length >= 24 && bytes.readUInt32BE(0) === 0x89504e47
    ? { width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20) }
    : null;

/** Walks the segments to the frame header (SOF), which may come after a thumbnail and other notes. */
const readJpeg: Reader = (bytes) => {
  if (bytes.length < 4 || bytes.readUInt16BE(0) !== 0xffd8) return null;
  for (let at = 2; at + 9 < bytes.length; at += 2 + bytes.readUInt16BE(at + 2)) {
    const marker = bytes.readUInt16BE(at);
    const isFrame = marker >= 0xffc0 && marker <= 0xffcf && ![0xffc4, 0xffc8, 0xffcc].includes(marker);
    if (isFrame) return { height: bytes.readUInt16BE(at + 5), width: bytes.readUInt16BE(at + 7) };
    if (marker >> 8 !== 0xff) return null;
  }
  return null;
};

const readWebp: Reader = (bytes) => {
  if (bytes.length < 30 || bytes.toString('latin1', 8, 12) !== 'WEBP') return null;
  switch (bytes.toString('latin1', 12, 16)) {
    case 'VP8X':
      return { width: bytes.readUIntLE(24, 3) + 1, height: bytes.readUIntLE(27, 3) + 1 };
    case 'VP8L': {
      const bits = bytes.readUInt32LE(21);
      return { width: (bits & 0x3fff) + 1, height: ((bits >> 14) & 0x3fff) + 1 };
    }
    case 'VP8 ':
      return { width: bytes.readUInt16LE(26) & 0x3fff, height: bytes.readUInt16LE(28) & 0x3fff };
    default:
      return null;
  }
};

const readers: Record<string, Reader> = {
  'image/svg+xml': readSvg,
  'image/png': readPng,
  'image/jpeg': readJpeg,
  'image/webp': readWebp,
};
