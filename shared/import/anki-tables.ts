import type { Unreadable } from './imported.ts';

/** Opens an SQLite database that is in memory. Throws for what is none. */
export type OpenTables = (bytes: Uint8Array) => Promise<{
  rows: (sql: string) => Record<string, string | number | Uint8Array | null>[];
  close: () => void;
}>;

export interface AnkiNote {
  guid: string;
  fields: string[];
  /** Names of its deck, outermost first. */
  deck: string[];
  /** How many cards are made of it. */
  cards: number;
}

export type AnkiTables =
  | { kind: 'tables'; notes: AnkiNote[]; reviews: number }
  | { kind: 'unreadable'; reason: Unreadable };

export const MOST_NOTES = 20_000;
/** Between fields of a note; decks within decks are parted by it, too, in the new form. */
const SEPARATOR = '\u001f';

/** What a collection holds, of either form. */
export const readAnkiTables = async (bytes: Uint8Array, open: OpenTables): Promise<AnkiTables> => {
  try {
    const database = await open(bytes);
    try {
      const decks = decksOf(database.rows);
      const notes = database.rows(
        `select n.guid as guid, n.flds as fields, min(c.did) as deck, count(c.id) as cards
           from notes n left join cards c on c.nid = n.id group by n.id order by n.id limit ${MOST_NOTES + 1}`,
      );
      if (notes.length > MOST_NOTES) return { kind: 'unreadable', reason: { code: 'too-large', most: MOST_NOTES } };
      const [reviews] = database.rows('select count(*) as count from revlog');
      return {
        kind: 'tables',
        notes: notes.map(({ guid, fields, deck, cards }) => ({
          guid: String(guid),
          fields: String(fields).split(SEPARATOR),
          deck: decks.get(String(deck)) ?? [],
          cards: Number(cards),
        })),
        reviews: Number(reviews?.count ?? 0),
      };
    } finally {
      database.close();
    }
  } catch (error) {
    return {
      kind: 'unreadable',
      reason: { code: 'broken', detail: error instanceof Error ? error.message : 'its collection is no database' },
    };
  }
};

const decksOf = (rows: Awaited<ReturnType<OpenTables>>['rows']): Map<string, string[]> => {
  const tables = rows("select name from sqlite_master where type = 'table' and name = 'decks'");
  // Names compare by a collation that only Anki has, so they are not sorted here.
  if (tables.length > 0)
    return new Map(
      rows('select id, name from decks').map(({ id, name }) => [String(id), String(name).split(SEPARATOR)]),
    );
  const [row] = rows('select decks from col');
  const decks: unknown = JSON.parse(String(row?.decks ?? '{}'));
  const named = Object.entries((decks ?? {}) as Record<string, { name?: unknown }>);
  return new Map(
    named.map(([id, deck]) => [
      id,
      String(deck?.name ?? '')
        .split('::')
        .filter(Boolean),
    ]),
  );
};
