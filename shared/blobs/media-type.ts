/** What is known of no other kind: it can be kept and opened by other programs. */
export const ANY_BYTES = 'application/octet-stream';

type Signature = readonly [mediaType: string, offset: number, bytes: string];

// As Latin-1 text: one character, one byte. What is longer stands first.
const SIGNATURES: readonly Signature[] = [
  ['image/png', 0, '\x89PNG\r\n\x1a\n'],
  ['image/jpeg', 0, '\xff\xd8\xff'],
  ['image/gif', 0, 'GIF87a'],
  ['image/gif', 0, 'GIF89a'],
  ['application/pdf', 0, '%PDF-'],
  ['audio/mpeg', 0, 'ID3'],
  ['audio/flac', 0, 'fLaC'],
  ['audio/ogg', 0, 'OggS'],
  ['application/zip', 0, 'PK\x03\x04'],
  ['application/gzip', 0, '\x1f\x8b\x08'],
];

/** Brands of ISO media files, by what stands after "ftyp". */
const BRANDS: readonly (readonly [RegExp, string])[] = [
  [/^avi[fs]/, 'image/avif'],
  [/^(heic|heix|heim|heis|mif1|msf1)/, 'image/heic'],
  [/^(M4A|M4B) /, 'audio/mp4'],
  [/^(isom|iso[2-9]|mp4[12]|avc1|M4V |dash|qt {2}|3gp|MSNV)/, 'video/mp4'],
];

/** The first bytes that are looked at. */
export const SNIFFED_BYTES = 4096;

/**
 * The media type of a file by its first bytes (give `SNIFFED_BYTES` of them, or all): what its sender or its name says is
 * never believed. Text is plain text whatever language it is in, so nothing a learner brings is ever taken for a page, a
 * drawing with scripts, or a program.
 */
export const mediaTypeOf = (first: Uint8Array): string => {
  const text = latin1(first.subarray(0, SNIFFED_BYTES));
  const found = SIGNATURES.find(([, offset, bytes]) => text.startsWith(bytes, offset));
  if (found) return found[0];
  if (text.startsWith('RIFF')) {
    const form = text.slice(8, 12);
    if (form === 'WEBP') return 'image/webp';
    if (form === 'WAVE') return 'audio/wav';
  }
  if (text.slice(4, 8) === 'ftyp') {
    const brand = BRANDS.find(([pattern]) => pattern.test(text.slice(8, 12)));
    if (brand) return brand[1];
  }
  // Matroska says which of its two names it is somewhere in its first element.
  if (text.startsWith('\x1aE\xdf\xa3')) return text.slice(0, 64).includes('webm') ? 'video/webm' : ANY_BYTES;
  if (isMpegAudio(first)) return 'audio/mpeg';
  return isText(first.subarray(0, SNIFFED_BYTES), first.length > SNIFFED_BYTES) ? 'text/plain' : ANY_BYTES;
};

const latin1 = (bytes: Uint8Array): string => Array.from(bytes, (byte) => String.fromCharCode(byte)).join('');

/** MPEG-1 or -2, layer III, with a bit rate and a sampling rate that exist, and no text. */
const isMpegAudio = ([first = 0, second = 0, third = 0]: Uint8Array): boolean =>
  first === 0xff && (second & 0xe6) === 0xe2 && third >> 4 !== 0 && third >> 4 !== 15 && ((third >> 2) & 3) !== 3;

const isText = (bytes: Uint8Array, isCut: boolean): boolean => {
  if (bytes.some((byte) => byte < 9 || (byte > 13 && byte < 32 && byte !== 27))) return false;
  try {
    // A character at the edge of a cut may be half there.
    new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: isCut || bytes.length === SNIFFED_BYTES });
    return true;
  } catch {
    return false;
  }
};

/** How a file can be shown by the app itself; `other` is opened by another program. */
export type Preview = 'picture' | 'audio' | 'video' | 'pdf' | 'text' | 'other';

/** No browser but Safari shows HEIC; it is kept and opened elsewhere. */
export const previewOf = (mediaType: string): Preview => {
  if (mediaType === 'application/pdf') return 'pdf';
  if (mediaType === 'text/plain') return 'text';
  if (mediaType === 'image/heic') return 'other';
  const [family] = mediaType.split('/');
  return family === 'image' ? 'picture' : family === 'audio' || family === 'video' ? family : 'other';
};
