import { unpackZstandard } from './zstandard.ts';

const LARGEST_LIST = 2 * 1024 * 1024;
/** Of all media that the notes of a package show, unpacked. */
const LARGEST_UNPACKED = 32 * 1024 * 1024;

/** Gives a file of a package by the name its notes use; in the archive they are numbered. Only what is shown is unpacked. */
export const ankiMedia = (files: ReadonlyMap<string, Uint8Array>): ((name: string) => Uint8Array | null) => {
  const list = files.get('media');
  if (!list) return () => null;
  const isNew = files.has('collection.anki21b');
  const names = isNew ? namesInMessage(unpackZstandard(list, LARGEST_LIST)) : namesInJson(list);
  const numbers = new Map(names.map(([number, name]) => [name, number]));
  const unpacked = new Map<string, Uint8Array | null>();
  let room = LARGEST_UNPACKED;
  return (name) => {
    const bytes = files.get(numbers.get(name) ?? '');
    if (!bytes || !isNew) return bytes ?? null;
    if (!unpacked.has(name)) {
      const found = unpackZstandard(bytes, room);
      room -= found?.length ?? 0;
      unpacked.set(name, found);
    }
    return unpacked.get(name) ?? null;
  };
};

const namesInJson = (bytes: Uint8Array): [string, string][] => {
  try {
    const names: unknown = JSON.parse(new TextDecoder().decode(bytes));
    if (names === null || typeof names !== 'object') return [];
    return Object.entries(names).filter((entry): entry is [string, string] => typeof entry[1] === 'string');
  } catch {
    return [];
  }
};

/**
 * A Protocol Buffers message: repeated field 1, each a message whose field 1 is the name. Its number is its place in the list.
 */
const namesInMessage = (bytes: Uint8Array | null): [string, string][] => {
  if (!bytes) return [];
  const decoder = new TextDecoder();
  return fieldsOf(bytes)
    .filter(({ number }) => number === 1)
    .map(({ value }, index) => {
      const name = fieldsOf(value).find(({ number }) => number === 1)?.value;
      return [String(index), name ? decoder.decode(name) : ''];
    });
};

/** The fields of a message that hold bytes; reading ends where it is no message any more. */
const fieldsOf = (bytes: Uint8Array): { number: number; value: Uint8Array }[] => {
  const fields: { number: number; value: Uint8Array }[] = [];
  let at = 0;
  const varint = (): number => {
    let value = 0;
    for (let shift = 0; shift < 35 && at < bytes.length; shift += 7) {
      const byte = bytes[at] as number;
      at += 1;
      value += (byte & 0x7f) * 2 ** shift;
      if (byte < 0x80) return value;
    }
    at = bytes.length;
    return 0;
  };
  while (at < bytes.length) {
    const tag = varint();
    const type = tag % 8;
    if (type === 0) varint();
    else if (type === 1) at += 8;
    else if (type === 5) at += 4;
    else if (type === 2) {
      const length = varint();
      if (at + length > bytes.length) return fields;
      fields.push({ number: Math.floor(tag / 8), value: bytes.subarray(at, at + length) });
      at += length;
    } else return fields;
  }
  return fields;
};
