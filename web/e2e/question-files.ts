import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { strToU8, zipSync } from 'fflate';
import initSqlJs from 'sql.js';

/* Files as other programs write them. */

export const GIFT = String.raw`$CATEGORY: $course$/top/Cells

::Power:: Which organelle makes most of the ATP? { =Mitochondrion ~Nucleus#It holds the DNA. ~Ribosome }

::Water:: Water is a compound.{T#It has two elements.####H2O.}

::Sum:: What is \(2^3\)? {#8:0.5}

Write an essay. {}
`;

/** Somebody who says good morning, as every phone plays it. */
export const A_SOUND = join(
  import.meta.dirname,
  '../../server/content/courses/everyday-english/assets/greeting-phrases/phrases-ben.m4a',
);

const LEAF =
  '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20" viewBox="0 0 40 20"><ellipse cx="20" cy="10" rx="18" ry="8" fill="green"/></svg>';

/** An Anki package of the old form, with a picture, a sound, gaps, a card that can't be typed, and when somebody answered. */
export const ankiPackage = async (): Promise<Buffer> => {
  const { Database } = await initSqlJs();
  const database = new Database();
  database.run(`create table col (decks text); create table notes (id integer, guid text, flds text);
    create table cards (id integer, nid integer, did integer, ord integer); create table revlog (id integer, cid integer, ease integer, type integer)`);
  database.run('insert into col values (?)', [JSON.stringify({ 7: { name: 'Spanish::Food' } })]);
  const notes: [string, string][] = [
    ['g1', 'water\u001fagua<br>\u001f<i>feminine</i>, but el agua'],
    ['g2', 'El {{c1::agua::drink}} está {{c2::fría}}.\u001f'],
    ['g3', `long\u001f${'word '.repeat(40)}`],
    ['g4', '<img src="leaf.svg"> What is it in Spanish?\u001fhoja [sound:said.m4a]'],
  ];
  notes.forEach(([guid, fields], index) => {
    database.run('insert into notes values (?, ?, ?)', [index + 1, guid, fields]);
    database.run('insert into cards values (?, ?, 7, 0)', [index + 1, index + 1]);
  });
  database.run('insert into revlog values (1700000000000, 1, 3, 0), (1700086400000, 1, 3, 1)');
  const names = strToU8('{"0":"leaf.svg","1":"said.m4a"}');
  const media = { media: names, 0: strToU8(LEAF), 1: await readFile(A_SOUND) };
  return Buffer.from(zipSync({ 'collection.anki2': database.export(), ...media }));
};
