import type { RecallGrade } from '../learning/memory-model.ts';
import { CLOZE, collectionOf, isAnki, NO_COLLECTION, noteName } from './anki.ts';
import { inPlainTables, type OpenTables, type Tables } from './anki-tables.ts';
import { isArchive, readArchive } from './archive.ts';
import { MOST_ITEMS, type Unreadable } from './imported.ts';

/* When the owner of an Anki package answered which card, and how well: its `revlog`. */

/** A note that is asked as one question here, and when it was reviewed. */
export interface NoteHistory {
  /** The note's own name: the same in every deck and copy. */
  guid: string;
  /** What is asked, in brief; '' where its front has no words. */
  name: string;
  /** In their order, each instant (ms) once. */
  reviews: { at: number; grade: RecallGrade }[];
}

/** Entries that become no review here, counted by why. */
export interface LeftEntries {
  /** A card that was moved by hand or by an add-on, or practised outside of its schedule. */
  noReviews: number;
  /** Of further cards that are made of the same note: a note is one question here. */
  otherCards: number;
  /** Of cards that are not in the file. */
  goneCards: number;
  /** Given before the card was begun anew. */
  begunAnew: number;
  /** At times that have not been yet, or never were. */
  impossible: number;
}

export type HistoryRead =
  | { kind: 'history'; notes: NoteHistory[]; left: LeftEntries }
  | { kind: 'unreadable'; reason: Unreadable };

/** More entries than this are no learner's: three hundred a day for five years. */
const MOST_ENTRIES = 500_000;
const MOST_CARDS = MOST_ITEMS * 4;
const READ_AT_ONCE = 20_000;
/** Before the first row that a table can have. */
const FIRST_PLACE = '-9223372036854775808';
/** A clock that went ahead a little is an honest one. */
const AHEAD_MS = 86_400_000;
/** Kinds of entries, as Anki numbers them: 0 learning, 1 review and 2 learning again are answers, too. */
const OUT_OF_SCHEDULE = 3;
const BY_HAND = 4;

const isCollection = (name: string): boolean => name.startsWith('collection.');

/**
 * Reads the history of an Anki package of either form, and nothing else of it: pictures and sounds are not unpacked.
 * `open` reads an SQLite database, `now` is the instant (ms) after which nothing can have happened.
 */
export const readAnkiHistory = async (bytes: Uint8Array, open: OpenTables, now: number): Promise<HistoryRead> => {
  if (!isArchive(bytes)) return { kind: 'unreadable', reason: { code: 'unknown-format' } };
  const archive = readArchive(bytes, isCollection);
  if (archive.kind === 'unreadable')
    return archive.reason.code === 'empty' ? { kind: 'unreadable', reason: { code: 'unknown-format' } } : archive;
  if (!isAnki(archive.files)) return { kind: 'unreadable', reason: { code: 'unknown-format' } };
  const collection = collectionOf(archive.files);
  if (!collection) return NO_COLLECTION;
  return inPlainTables(collection, open, (rows) => readTables(rows, now));
};

interface Asked {
  guid: string;
  name: string;
}

const readTables = (rows: Tables['rows'], now: number): HistoryRead => {
  // Of a note's fields only the first says what it is called, and whether it has gaps.
  const notes = rows(
    `select id, guid, substr(flds, 1, min(4000, instr(flds || char(31), char(31)) - 1)) as front
     from notes limit ${MOST_ITEMS + 1}`,
  );
  if (notes.length > MOST_ITEMS) return { kind: 'unreadable', reason: { code: 'too-large', most: MOST_ITEMS } };
  const cards = rows(`select id, nid, ord from cards limit ${MOST_CARDS + 1}`);
  if (cards.length > MOST_CARDS) return { kind: 'unreadable', reason: { code: 'too-large', most: MOST_CARDS } };
  const firsts = firstCards(notes, cards);
  const others = new Set(cards.map(({ id }) => Number(id)));
  const left: LeftEntries = { noReviews: 0, otherCards: 0, goneCards: 0, begunAnew: 0, impossible: 0 };
  const entriesOf = new Map<number, number[]>();
  let count = 0;
  for (let after = FIRST_PLACE; ; ) {
    const some = rows(
      `select rowid as place, id, cid, ease, type, factor from revlog
       where rowid > ${after} order by rowid limit ${READ_AT_ONCE}`,
    );
    for (const { id, cid, ease, type, factor } of some) {
      const entry = { at: Number(id), ease: Number(ease), type: Number(type), factor: Number(factor) };
      const card = Number(cid);
      if (!firsts.has(card)) left[others.has(card) ? 'otherCards' : 'goneCards'] += 1;
      else if (!Number.isSafeInteger(entry.at) || entry.at <= 0 || entry.at > now + AHEAD_MS) left.impossible += 1;
      else if (!isReview(entry) && !isNewBeginning(entry)) left.noReviews += 1;
      else {
        const its = entriesOf.get(card) ?? [];
        // A number each: there may be half a million.
        its.push(entry.at * 8 + (isReview(entry) ? entry.ease : 0));
        entriesOf.set(card, its);
      }
    }
    count += some.length;
    if (count > MOST_ENTRIES) return { kind: 'unreadable', reason: { code: 'too-large', most: MOST_ENTRIES } };
    if (some.length < READ_AT_ONCE) break;
    after = String(some.at(-1)?.place);
  }
  const histories = [...entriesOf].map(([card, entries]): NoteHistory => {
    const { guid, name } = firsts.get(card) as Asked;
    return { guid, name, reviews: reviewsIn(entries, left) };
  });
  return { kind: 'history', notes: histories.filter(({ reviews }) => reviews.length > 0), left };
};

/**
 * The card of each note that asks what its question here asks, by the card's number: the one of its first template. Of a
 * note with gaps, all of which its question asks for, the first card there is.
 */
const firstCards = (notes: ReturnType<Tables['rows']>, cards: ReturnType<Tables['rows']>): Map<number, Asked> => {
  const asked = new Map<number, Asked & { hasGaps: boolean }>();
  for (const { id, guid, front } of notes) {
    const text = String(front ?? '');
    asked.set(Number(id), { guid: String(guid), name: noteName(text), hasGaps: text.search(CLOZE) >= 0 });
  }
  const first = new Map<number, { card: number; ord: number }>();
  for (const { id, nid, ord } of cards) {
    const note = asked.get(Number(nid));
    if (!note || (!note.hasGaps && Number(ord) !== 0)) continue;
    if (Number(ord) < (first.get(Number(nid))?.ord ?? Number.POSITIVE_INFINITY))
      first.set(Number(nid), { card: Number(id), ord: Number(ord) });
  }
  return new Map([...first].map(([note, { card }]) => [card, asked.get(note) as Asked]));
};

interface Entry {
  ease: number;
  type: number;
  factor: number;
}

/** Practice outside of its schedule that left the schedule as it was has no factor. */
const isReview = ({ ease, type, factor }: Entry): boolean =>
  Number.isInteger(ease) &&
  ease >= 1 &&
  ease <= 4 &&
  type >= 0 &&
  type < BY_HAND &&
  !(type === OUT_OF_SCHEDULE && factor === 0);

/** By hand, and without a factor: the card was made a new one. */
const isNewBeginning = ({ ease, type, factor }: Entry): boolean => ease === 0 && type === BY_HAND && factor === 0;

const reviewsIn = (entries: readonly number[], left: LeftEntries): NoteHistory['reviews'] => {
  let reviews: NoteHistory['reviews'] = [];
  for (const entry of [...new Set(entries)].sort((a, b) => a - b)) {
    const [at, ease] = [Math.floor(entry / 8), entry % 8];
    if (ease === 0) {
      left.begunAnew += reviews.length;
      left.noReviews += 1;
      reviews = [];
    } else if (reviews.at(-1)?.at === at) left.impossible += 1;
    else reviews.push({ at, grade: ease as RecallGrade });
  }
  return reviews;
};
