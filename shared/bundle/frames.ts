import { hashText } from '../sync/row.ts';

/**
 * A bundle as a series of pictures: each is a piece of its text in the few letters that QR codes write most densely. Read
 * in any order, as often as they come by; when all are there the text is.
 */
export const FRAME_BYTES = 240;
/** More pictures than this nobody holds still for: a file is quicker. */
export const MAX_FRAMES = 40;

const LETTERS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:';
const MARK = 'HB1';

/** The series, or null where the text is too long for one. */
export const toFrames = (text: string): string[] | null => {
  const count = Math.ceil(text.length / FRAME_BYTES);
  if (count > MAX_FRAMES || count === 0) return null;
  const series = seriesOf(text);
  return Array.from({ length: count }, (_, index) => {
    const piece = text.slice(index * FRAME_BYTES, (index + 1) * FRAME_BYTES);
    return `${MARK}/${series}/${index + 1}/${count}/${encode45(piece)}`;
  });
};

const seriesOf = (text: string): string => hashText(text).toString(36).toUpperCase();

/** What was read of a series so far; a picture of another series begins anew. */
export interface ReadFrames {
  series: string;
  count: number;
  pieces: ReadonlyMap<number, string>;
}

/** The series with one more picture; the very same one if it says nothing new, and null still if it is none of ours. */
export const addFrame = (read: ReadFrames | null, picture: string): ReadFrames | null => {
  const found = /^HB1\/([0-9A-Z]{1,12})\/(\d{1,2})\/(\d{1,2})\/(.+)$/s.exec(picture);
  if (!found) return read;
  const [, series = '', at, of, written = ''] = found;
  const [number, count] = [Number(at), Number(of)];
  const piece = decode45(written);
  if (piece === null || number < 1 || number > count || count > MAX_FRAMES) return read;
  const before = read?.series === series && read.count === count ? read : null;
  if (before?.pieces.has(number)) return before;
  return { series, count, pieces: new Map([...(before?.pieces ?? []), [number, piece]]) };
};

/** The text, once every picture was seen; `damaged` if together they are not what was shown. */
export const textOfFrames = ({ series, count, pieces }: ReadFrames): string | 'damaged' | null => {
  if (pieces.size < count) return null;
  const text = Array.from({ length: count }, (_, index) => pieces.get(index + 1) ?? '').join('');
  return seriesOf(text) === series ? text : 'damaged';
};

/** Two bytes as three letters (base 45); a bundle's text is of one-byte letters only. */
const encode45 = (text: string): string => {
  let written = '';
  for (let at = 0; at < text.length; at += 2) {
    const pair = at + 1 < text.length;
    let value = pair ? text.charCodeAt(at) * 256 + text.charCodeAt(at + 1) : text.charCodeAt(at);
    for (let letter = 0; letter < (pair ? 3 : 2); letter += 1) {
      written += LETTERS[value % 45];
      value = Math.floor(value / 45);
    }
  }
  return written;
};

const decode45 = (written: string): string | null => {
  if (written.length % 3 === 1) return null;
  let text = '';
  for (let at = 0; at < written.length; at += 3) {
    const values = [...written.slice(at, at + 3)].map((letter) => LETTERS.indexOf(letter));
    if (values.includes(-1)) return null;
    const value = values.reduce((sum, one, index) => sum + one * 45 ** index, 0);
    if (value > (values.length === 3 ? 0xffff : 0xff)) return null;
    text += values.length === 3 ? String.fromCharCode(value >> 8, value & 0xff) : String.fromCharCode(value);
  }
  return text;
};
