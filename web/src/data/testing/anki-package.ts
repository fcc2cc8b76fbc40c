import { strToU8, zipSync } from 'fflate';
import initSqlJs from 'sql.js';

/** What a package is made of. */
export interface AnkiContents {
  /** A note's own name and its fields; it is the note of this place in the list, from 1 on. */
  notes: readonly (readonly [guid: string, ...fields: string[]])[];
  /** By default each note has one card, of its own number. */
  cards?: readonly { id: number; note: number; ord: number }[];
  /** Of what answered when, as Anki's `revlog` has it; a factor as of a card that is known. */
  entries: readonly { at: number; card: number; ease: number; type?: number; factor?: number }[];
}

/** Bytes as a Zstandard frame that compresses nothing. */
const asFrame = (bytes: Uint8Array): Uint8Array => {
  const parts: number[] = [0x28, 0xb5, 0x2f, 0xfd, 0x00, 0x58];
  const most = 128 * 1024;
  for (let from = 0; from < bytes.length; from += most) {
    const block = bytes.subarray(from, from + most);
    const head = (from + most >= bytes.length ? 1 : 0) | (block.length << 3);
    parts.push(head & 0xff, (head >> 8) & 0xff, (head >> 16) & 0xff, ...block);
  }
  return Uint8Array.from(parts);
};

/** An Anki package with a history: of the old form, or of the one whose collection is packed with Zstandard. */
export const ankiHistory = async ({ notes, cards, entries }: AnkiContents, form: 'old' | 'new' = 'old') => {
  const { Database } = await initSqlJs();
  const database = new Database();
  database.run(`create table notes (id integer primary key, guid text not null, flds text not null);
    create table cards (id integer primary key, nid integer not null, did integer not null, ord integer not null);
    create table revlog (id integer primary key, cid integer not null, usn integer not null, ease integer not null,
      ivl integer not null, lastIvl integer not null, factor integer not null, time integer not null, type integer not null)`);
  if (form === 'old') database.run("create table col (decks text); insert into col values ('{}')");
  else database.run('create table decks (id integer primary key, name text not null)');
  notes.forEach(([guid, ...fields], index) => {
    database.run('insert into notes values (?, ?, ?)', [index + 1, guid, fields.join('\u001f')]);
  });
  for (const { id, note, ord } of cards ?? notes.map((_, index) => ({ id: index + 1, note: index + 1, ord: 0 })))
    database.run('insert into cards values (?, ?, 1, ?)', [id, note, ord]);
  for (const { at, card, ease, type = 1, factor = 2500 } of entries)
    database.run('insert into revlog values (?, ?, -1, ?, 1, 1, ?, 5000, ?)', [at, card, ease, factor, type]);
  const bytes = database.export();
  database.close();
  return form === 'old'
    ? zipSync({ 'collection.anki2': bytes, media: strToU8('{}') })
    : // What an Anki that is too old for the new form would show.
      zipSync({ 'collection.anki21b': asFrame(bytes), 'collection.anki2': strToU8('please update') });
};
