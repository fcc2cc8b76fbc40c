import { strToU8, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { readArchive, resolvePath } from './archive.ts';
import type { Unreadable } from './imported.ts';
import { readQuestions } from './read-questions.ts';
import { unpackZstandard } from './zstandard.ts';

const noTables = () => Promise.reject(new Error('file is not a database'));
const ask = async (bytes: Uint8Array | string, name = 'file'): Promise<Unreadable['code'] | 'read'> => {
  const file = await readQuestions(name, typeof bytes === 'string' ? strToU8(bytes) : bytes, noTables);
  return file.kind === 'read' ? 'read' : file.reason.code;
};
/** An archive whose central directory says another size than there is. */
const lying = (bytes: Uint8Array, size: number): Uint8Array => {
  const copy = bytes.slice();
  const view = new DataView(copy.buffer);
  for (let at = 0; at + 4 < copy.length; at += 1)
    if (view.getUint32(at, true) === 0x02014b50) view.setUint32(at + 24, size, true);
  return copy;
};

describe('files that mean no good, or are broken', () => {
  const zeros = new Uint8Array(40_000_000);
  it.each<[string, Uint8Array | string, string]>([
    ['nothing', '', 'empty'],
    ['bytes of no form', new Uint8Array([0, 1, 2, 0, 3]), 'unknown-format'],
    ['a picture', new Uint8Array([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 0, 0, 0]), 'unknown-format'],
    ['a letter', 'Dear all,\n\nplease find attached …', 'unknown-format'],
    ['a web page', '<!doctype html><html><body>Hi</body></html>', 'broken'],
    ['an archive cut short', zipSync({ 'a.xml': strToU8('<a/>') }).slice(0, 30), 'broken'],
    ['only the beginning of an archive', new Uint8Array([0x50, 0x4b, 3, 4]), 'broken'],
    ['an archive of nothing', zipSync({}), 'empty'],
    ['an archive without questions', zipSync({ 'readme.txt': strToU8('Hi') }), 'unknown-format'],
    ['a zip bomb', zipSync({ 'a.xml': zeros }), 'hostile'],
    [
      'many bombs',
      zipSync(Object.fromEntries(Array.from({ length: 5 }, (_, index) => [`${index}.bin`, zeros])), { level: 0 }),
      'too-large',
    ],
    [
      'an archive of very many files',
      zipSync(Object.fromEntries(Array.from({ length: 5001 }, (_, index) => [`${index}`, new Uint8Array(0)]))),
      'hostile',
    ],
    ['a way up out of the archive', zipSync({ '../../etc/passwd': strToU8('x') }), 'hostile'],
    ['an absolute path', zipSync({ '/etc/passwd': strToU8('x') }), 'hostile'],
    ['a path with a drive', zipSync({ 'C:/x.xml': strToU8('x') }), 'hostile'],
    ['backslashes in a path', zipSync({ '..\\x.xml': strToU8('x') }), 'hostile'],
    ['a size that is a lie', lying(zipSync({ 'a.xml': strToU8('<quiz/>'.repeat(100)) }), 3), 'broken'],
    [
      'entities that grow',
      '<?xml version="1.0"?><!DOCTYPE q [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><quiz>&b;</quiz>',
      'hostile',
    ],
    ['an entity from elsewhere', '<!DOCTYPE q [<!ENTITY x SYSTEM "file:///etc/passwd">]><quiz>&x;</quiz>', 'hostile'],
    ['XML that ends too early', '<quiz><question type="multichoice">', 'broken'],
    ['elements nested very deep', `<quiz>${'<a>'.repeat(20_000)}${'</a>'.repeat(20_000)}</quiz>`, 'broken'],
    [
      'an Anki package without a database',
      zipSync({ 'collection.anki2': strToU8('no database'), media: strToU8('{}') }),
      'broken',
    ],
    ['a packed collection that is broken', zipSync({ 'collection.anki21b': strToU8('no frame') }), 'broken'],
  ])('refuses %s', async (_, bytes, code) => {
    expect(await ask(bytes)).toBe(code);
  });

  it('takes no more memory than an archive says', () => {
    const archive = readArchive(lying(zipSync({ 'a.txt': strToU8('x'.repeat(10_000)) }), 10));
    if (archive.kind === 'read') expect(archive.files.get('a.txt')?.length).toBeLessThanOrEqual(10);
  });

  it('leaves a Zstandard frame off at the bound', () => {
    // A frame of one block that repeats one byte 128 kB long, several times over.
    const block = [0x02 | ((131_072 << 3) & 0xff), ((131_072 << 3) >> 8) & 0xff, ((131_072 << 3) >> 16) & 0xff, 0x61];
    const last = [...block];
    last[0] = (last[0] as number) | 1;
    const frame = new Uint8Array([0x28, 0xb5, 0x2f, 0xfd, 0x00, 0x58, ...block, ...block, ...block, ...last]);
    expect(unpackZstandard(frame, 1_000_000)?.length).toBe(4 * 131_072);
    expect(unpackZstandard(frame, 200_000)).toBeNull();
  });

  it('knows which file of an archive is meant, and none outside', () => {
    expect(resolvePath('items/q.xml', '../img/a%20b.png?x=1')).toBe('img/a b.png');
    expect(resolvePath('q.xml', '../../a.png')).toBeNull();
    expect(resolvePath('q.xml', 'https://example.org/a.png')).toBeNull();
    expect(resolvePath('q.xml', '//example.org/a.png')).toBeNull();
  });
});
