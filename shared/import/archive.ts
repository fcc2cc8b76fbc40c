import { unzipSync } from 'fflate';
import type { Unreadable } from './imported.ts';

/*
 * Zip archives from anywhere: what one may hold is bounded by what it says of itself, and what it says is made to hold.
 * An import never takes more than 256 MB of memory, the program itself included; the bounds are measured for that.
 */

export const LARGEST_ARCHIVE = 64 * 1024 * 1024;
/** Of all files together, unpacked. */
export const LARGEST_CONTENTS = 96 * 1024 * 1024;
export const MOST_ENTRIES = 5000;
/** No honest file of questions, pictures or sounds shrinks more than this. */
const GREATEST_RATIO = 200;
const RATIO_COUNTS_FROM = 1024 * 1024;

export type Archive =
  | { kind: 'read'; files: ReadonlyMap<string, Uint8Array> }
  | { kind: 'unreadable'; reason: Unreadable };

export const isArchive = (bytes: Uint8Array): boolean =>
  bytes[0] === 0x50 && bytes[1] === 0x4b && (bytes[2] === 3 || bytes[2] === 5);

/**
 * Unpacks an archive into memory, by path with forward slashes; of one that holds more than is `wanted`, that alone.
 * Nothing of a hostile one is unpacked.
 */
export const readArchive = (bytes: Uint8Array, wanted: (name: string) => boolean = () => true): Archive => {
  if (bytes.length > LARGEST_ARCHIVE) return unreadable({ code: 'too-large', most: LARGEST_ARCHIVE });
  let entries = 0;
  let total = 0;
  let reason: Unreadable | null = null;
  try {
    const found = unzipSync(bytes, {
      // It is asked before each file is unpacked, and memory is taken by the size told here, whatever then comes out.
      filter: ({ name, size, originalSize }) => {
        if (reason) return false;
        entries += 1;
        const isWanted = wanted(name);
        if (isWanted) total += originalSize;
        if (entries > MOST_ENTRIES) reason = { code: 'hostile', detail: `it holds more than ${MOST_ENTRIES} files` };
        else if (!isPlainPath(name)) reason = { code: 'hostile', detail: `a file in it is named ${name.slice(0, 60)}` };
        else if (total > LARGEST_CONTENTS) reason = { code: 'too-large', most: LARGEST_CONTENTS };
        else if (isWanted && originalSize > RATIO_COUNTS_FROM && originalSize > size * GREATEST_RATIO)
          reason = { code: 'hostile', detail: `${name.slice(0, 60)} would unpack to ${GREATEST_RATIO} times its size` };
        return reason === null && isWanted && !name.endsWith('/');
      },
    });
    if (reason) return unreadable(reason);
    const files = new Map(Object.entries(found));
    return files.size > 0 ? { kind: 'read', files } : unreadable({ code: 'empty' });
  } catch (error) {
    return unreadable(
      reason ?? { code: 'broken', detail: error instanceof Error ? error.message : 'it is no archive' },
    );
  }
};

/** The names of what is in an archive, none of it unpacked; none where it can't be read, or holds more than one may. */
export const namesIn = (bytes: Uint8Array): string[] => {
  const names: string[] = [];
  try {
    unzipSync(bytes, {
      filter: ({ name }) => {
        if (names.length < MOST_ENTRIES) names.push(name);
        return false;
      },
    });
    return names;
  } catch {
    return [];
  }
};

const unreadable = (reason: Unreadable): Archive => ({ kind: 'unreadable', reason });

const isPlainPath = (name: string): boolean =>
  !name.startsWith('/') &&
  !name.includes('\\') &&
  !name.includes('\0') &&
  !/^[a-z]:/i.test(name) &&
  !name.split('/').includes('..');

/** The path that `relative` means in the file at `base`: `../media/x.png` from `items/1.xml` is `media/x.png`. Null when it leaves the archive. */
export const resolvePath = (base: string, relative: string): string | null => {
  if (/^[a-z][a-z0-9+.-]*:/i.test(relative) || relative.startsWith('//')) return null;
  const path = relative.split(/[?#]/, 1)[0] as string;
  const parts = path.startsWith('/') ? [] : base.split('/').slice(0, -1);
  for (const part of decoded(path).split('/')) {
    if (part === '' || part === '.') continue;
    if (part !== '..') parts.push(part);
    else if (parts.pop() === undefined) return null;
  }
  return parts.join('/');
};

/** What an address says, or the address itself where it is no good one. */
export const decoded = (path: string): string => {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
};
