import { ankiMedia } from './anki-media.ts';
import type { AnkiNote, OpenTables } from './anki-tables.ts';
import { readAnkiTables } from './anki-tables.ts';
import type { Change, ImportedGap, ImportedItem, Passage, ReadFile } from './imported.ts';
import { soundType } from './sound-type.ts';
import { distinctChanges, type Outcome, refused, taken } from './weighted.ts';
import { unpackZstandard } from './zstandard.ts';

/* Anki packages (.apkg, .colpkg), of the old form and the one packed with Zstandard. */

/** The longest back of a card that is asked for as an answer to type, in UTF-16 code units. */
const LONGEST_BACK = 80;
/** Unpacked; SQLite takes it twice. */
const LARGEST_COLLECTION = 16 * 1024 * 1024;
/** A gap of a note, by the number of the card that asks for it. */
export const CLOZE = /\{\{c(\d+)::([\s\S]*?)(?:::([\s\S]*?))?\}\}/g;

export const isAnki = (files: ReadonlyMap<string, Uint8Array>): boolean =>
  ['collection.anki21b', 'collection.anki21', 'collection.anki2'].some((name) => files.has(name));

/** Reads an Anki package. `open` reads an SQLite database. `place` of an item is the note's number. */
export const readAnki = async (files: ReadonlyMap<string, Uint8Array>, open: OpenTables): Promise<ReadFile> => {
  const database = collectionOf(files);
  if (!database) return NO_COLLECTION;
  const tables = await readAnkiTables(database, open);
  if (tables.kind === 'unreadable') return tables;
  if (tables.notes.length === 0) return { kind: 'unreadable', reason: { code: 'empty' } };
  const inPackage = ankiMedia(files);
  const media = new Map<string, Uint8Array>();
  const items = tables.notes.map((note, index): ImportedItem => {
    const lost = new Set<string>();
    const silent = new Set<string>();
    const outcome = noteOutcome(note, (html) => withMedia(html, inPackage, media, lost, silent));
    const name = noteName(note.fields[0] ?? '') || `note ${index + 1}`;
    return { name, place: `note ${index + 1}`, outcome: settled(outcome, lost, silent) };
  });
  const notes = tables.reviews > 0 ? [{ code: 'reviews-left-out' as const, count: tables.reviews }] : [];
  return { kind: 'read', format: 'anki', items, media, notes };
};

export const NO_COLLECTION = {
  kind: 'unreadable',
  reason: { code: 'broken', detail: 'its collection can not be unpacked, or is larger than 16 MB' },
} as const;

/** What a note is known by to who reads of it; '' for one whose front has no words. */
export const noteName = (front: string): string => plainText(front.replaceAll(CLOZE, '$2')).slice(0, 60);

/** The database of a package, unpacked; null where that can't be done, or would be too large. */
export const collectionOf = (files: ReadonlyMap<string, Uint8Array>): Uint8Array | null => {
  const packed = files.get('collection.anki21b');
  if (!packed) return smallEnough(files.get('collection.anki21') ?? files.get('collection.anki2'));
  return unpackZstandard(packed, LARGEST_COLLECTION);
};

const smallEnough = (bytes: Uint8Array | undefined): Uint8Array | null =>
  bytes && bytes.length <= LARGEST_COLLECTION ? bytes : null;

const noteOutcome = (note: AnkiNote, shown: (html: string) => Passage): Outcome => {
  const [front = '', back = '', ...others] = note.fields;
  const base = { ref: note.guid, category: note.deck, hints: [] };
  if (front.search(CLOZE) >= 0) return clozeOutcome(front, back, base, shown);
  const prompt = shown(front);
  if (plainText(front) === '' && !prompt.text.includes('<img'))
    return refused({ code: 'broken', detail: 'its front is empty' });
  const answer = plainText(back);
  if (answer === '')
    return refused(
      /<img|\[sound:/i.test(back)
        ? { code: 'kind', kind: 'a picture or a sound as the answer' }
        : { code: 'no-right-answer' },
    );
  if (answer.length > LONGEST_BACK || answer.includes('\n'))
    return refused({ code: 'answer-too-long', most: LONGEST_BACK });
  const changes: Change[] = note.cards > 1 ? [{ code: 'cards-left-out', count: note.cards - 1 }] : [];
  const more = others.map((field) => field.trim()).filter((field) => plainText(field) !== '');
  const heard = soundsIn(back);
  // A sound alone would explain nothing.
  const said = heard === '' ? more : [`<p>${escaped(answer)}</p>${heard}`, ...more];
  const explanation = said.length > 0 ? shown(said.join('<br>')) : null;
  return taken(
    { ...base, prompt, explanation, kind: 'short_text', accept: [answer], caseSensitive: false, nearMisses: [] },
    changes,
  );
};

const clozeOutcome = (
  front: string,
  back: string,
  base: { ref: string; category: string[]; hints: Passage[] },
  shown: (html: string) => Passage,
): Outcome => {
  const gaps: ImportedGap[] = [];
  let tooLong = false;
  const text = front.replaceAll(CLOZE, (_, _number: string, answer: string, hint: string | undefined) => {
    const id = `g${gaps.length + 1}`;
    const typed = plainText(answer);
    tooLong ||= typed.length > LONGEST_BACK || typed === '';
    gaps.push({ id, kind: 'text', accept: [typed], caseSensitive: false, nearMisses: [] });
    return hint === undefined || plainText(hint) === '' ? `[[${id}]]` : `[[${id}]] (${hint})`;
  });
  if (tooLong) return refused({ code: 'answer-too-long', most: LONGEST_BACK });
  if (gaps.length > 12) return refused({ code: 'too-many', what: 'gaps', most: 12 });
  const explanation = plainText(back) === '' ? null : shown(back);
  // Between gaps there is no room for what is worked by hand.
  const prompt = shown(soundsIn(front));
  return taken({ ...base, prompt, explanation, kind: 'cloze', text: shown(text.replaceAll(SOUND, '')), gaps }, []);
};

const SOUND = /\[sound:([^\]]+)\]/gi;
const soundsIn = (html: string): string => (html.match(SOUND) ?? []).join('');
const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');

const withMedia = (
  html: string,
  inPackage: (name: string) => Uint8Array | null,
  media: Map<string, Uint8Array>,
  lost: Set<string>,
  silent: Set<string>,
): Passage => {
  const pictures = html.replaceAll(
    /(<img\b[^>]*?\bsrc\s*=\s*)(?:"([^"]*)"|'([^']*)'|([^\s>]+))/gi,
    (_, before: string, a?: string, b?: string, c?: string) => {
      const name = decoded(a ?? b ?? c ?? '');
      const bytes = inPackage(name);
      if (bytes) media.set(name, bytes);
      else lost.add(name);
      return `${before}"media:${encodeURIComponent(name)}"`;
    },
  );
  const text = pictures.replaceAll(SOUND, (_, name: string) => {
    const bytes = inPackage(name);
    if (!bytes || soundType(bytes) === null) {
      silent.add(name);
      return '';
    }
    media.set(name, bytes);
    return `<img src="media:${encodeURIComponent(name)}">`;
  });
  return { form: 'html', text: text.trim() };
};

const settled = (outcome: Outcome, lost: Set<string>, silent: Set<string>): Outcome => {
  if (outcome.kind === 'refused') return outcome;
  if (lost.size > 0) return refused({ code: 'missing-media', names: [...lost] });
  if (silent.size === 0) return outcome;
  return taken(outcome.question, distinctChanges([...outcome.changes, { code: 'media-left-out', names: [...silent] }]));
};

const NAMED: Record<string, string> = { nbsp: ' ', amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" };
/** The words of a field, its lines apart. */
const plainText = (html: string): string =>
  html
    .replaceAll(SOUND, '')
    .replaceAll(/<(br|\/div|\/p|\/li)\b[^>]*>/gi, '\n')
    .replaceAll(/<[^>]*>/g, '')
    .replaceAll(/&(nbsp|amp|lt|gt|quot|#39);/g, (_, name: string) => NAMED[name] as string)
    .replaceAll(/[ \t\u00a0]+/g, ' ')
    .replaceAll(/\s*\n\s*/g, '\n')
    .trim();

const decoded = (path: string): string => {
  try {
    return decodeURIComponent(path.replaceAll('&amp;', '&'));
  } catch {
    return path;
  }
};
