import { strToU8, zipSync } from 'fflate';
import initSqlJs from 'sql.js';
import type { HostileFiles } from './hostile-xml.ts';

const noise = Uint8Array.from({ length: 4_000 }, (_, index) => (index * 2_654_435_761) >>> 13);

export const giftFiles: HostileFiles = {
  nothing: '',
  'blank lines': '\n\n \n\t\n',
  noise,
  'a letter': 'Dear all,\n\nplease find the questions attached.',
  'a table': 'question;answer\nOne;1\nTwo;2\n',
  'only comments': '// one\n// two\n',
  'only a category': '$CATEGORY: $course$/top/Cells\n',
  'an answer that is never closed': 'Which? {=a ~b',
  'a brace that is never opened': 'Which? =a ~b}',
  'answers in answers': 'Which? {=a {=b ~c} ~d}',
  'no answers': 'Write. {}',
  'no right answer': 'Which? {~a ~b}',
  'two right answers': 'Which? {=a ~b =c ~d}',
  'a weight that is none': 'Which? {~%lots%a ~%50%b}',
  'a number that is none': 'How many? {#many}',
  'a range turned round': 'How many? {#9..1}',
  'one pair only': 'Match. {=a -> b}',
  'a pair without its other half': 'Match. {=a -> =b -> c}',
  'ten thousand options': `Which? {=a ${'~b '.repeat(10_000)}}`,
  'ten thousand braces': `Which? ${'{'.repeat(10_000)}`,
  'more questions than memory is for': 'Is it? {T}\n\n'.repeat(30_000),
  'larger than is read': 'Is it? {T}\n'.repeat(900_000),
  'an answer as long as a book': `Say it. {=${'word '.repeat(20_000)}}`,
  'no sign of its end': `${'\\'.repeat(50_000)} {=a ~b`,
};

const OLD = `create table col (decks text); create table notes (id integer, guid text, flds text);
  create table cards (id integer, nid integer, did integer); create table revlog (id integer);
  insert into col values ('{}')`;

/** Anki packages: around a database, or around what is none. */
export const ankiFiles = async (): Promise<HostileFiles> => {
  const { Database } = await initSqlJs();
  const made = (sql: string): Uint8Array => {
    const database = new Database();
    database.run(sql);
    const bytes = database.export();
    database.close();
    return bytes;
  };
  const pack = (collection: Uint8Array | string, media: string | Uint8Array = '{}'): Uint8Array => {
    const bytes = (content: string | Uint8Array) => (typeof content === 'string' ? strToU8(content) : content);
    return zipSync({ 'collection.anki2': bytes(collection), media: bytes(media) });
  };
  const note = (fields: string): string => `${OLD}; insert into notes values (1, 'g', ${fields})`;
  const endless = 'with recursive n(x) as (select 1 union all select x + 1 from n)';
  const whole = made(note("'a' || char(31) || 'b'"));
  const torn = whole.slice();
  torn.fill(0xff, 100, torn.length);
  return {
    'no database': pack('no database'),
    'an empty database': pack(''),
    'a database of nothing': pack(made('create table other (x)')),
    'only its first bytes': pack(whole.slice(0, 100)),
    'half of it': pack(whole.slice(0, whole.length / 2)),
    'torn pages': pack(torn),
    'a page size of nothing': pack(whole.map((byte, index) => (index === 16 || index === 17 ? 0 : byte))),
    'no notes': pack(made(OLD)),
    'no table of notes': pack(made('create table col (decks text)')),
    'decks that are no JSON': pack(made(`${note("'a'")}; update col set decks = '{'`)),
    'notes that never end': pack(
      made(`${OLD}; drop table notes; create view notes as ${endless} select x as id, x as guid, 'a' as flds from n`),
    ),
    'cards that never end': pack(
      made(
        `${note("'a'")}; drop table cards; create view cards as ${endless} select x as id, 1 as nid, 1 as did from n`,
      ),
    ),
    'a column that is computed': pack(
      made(
        `${OLD}; drop table notes; create table notes (id integer, guid text, flds as (hex(zeroblob(100000000)))); insert into notes (id, guid) values (1, 'g')`,
      ),
    ),
    'a trigger': pack(made(`${note("'a'")}; create trigger t after insert on notes begin delete from cards; end`)),
    'a front that is empty': pack(made(note("char(31) || 'b'"))),
    'no back': pack(made(note("'a'"))),
    'a back as long as a book': pack(made(note("'a' || char(31) || replace(hex(zeroblob(2000)), '00', 'word ')"))),
    'bytes for words': pack(made(note("x'00ff00ff'"))),
    'nothing for words': pack(made(note('null'))),
    'a picture that is not there': pack(made(note(`'<img src="cat.png">' || char(31) || 'cat'`))),
    'a list of media that is none': pack(made(note(`'<img src="cat.png">' || char(31) || 'cat'`)), '['),
    'a packed collection that is no frame': zipSync({ 'collection.anki21b': strToU8('no frame') }),
    'a way up': zipSync({ 'collection.anki2': whole, '../media': strToU8('{}') }),
    'an archive that is cut': pack(whole).slice(0, -30),
    'a bomb for a collection': pack(new Uint8Array(60_000_000)),
  };
};
