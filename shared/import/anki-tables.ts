import { MOST_ITEMS, type Unreadable } from './imported.ts';

export interface Tables {
  rows: (sql: string) => Record<string, string | number | Uint8Array | null>[];
  close: () => void;
}
/** Opens an SQLite database that is in memory. Throws for what is none. */
export type OpenTables = (bytes: Uint8Array) => Promise<Tables>;

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

/** Between fields of a note; decks within decks are parted by it, too, in the new form. */
const SEPARATOR = '\u001f';

/** A view or a computed column runs what its maker wrote, for as long and as large as that likes. */
const NO_PLAIN_TABLE = `select 1 from sqlite_master m where type not in ('table', 'index')
  or (type = 'table' and rootpage = 0)
  or (type = 'table' and exists (select 1 from pragma_table_xinfo(m.name) where hidden <> 0)) limit 1`;

/** What a collection holds, of either form. */
export const readAnkiTables = (bytes: Uint8Array, open: OpenTables): Promise<AnkiTables> =>
  inPlainTables(bytes, open, (rows): AnkiTables => {
    const decks = decksOf(rows);
    // Apart, since joined they would be sorted in memory with all their texts.
    const cards = new Map(
      rows(`select nid, min(did) as deck, count(*) as count from cards group by nid limit ${MOST_ITEMS * 2}`).map(
        ({ nid, deck, count }) => [Number(nid), { deck: String(deck), count: Number(count) }],
      ),
    );
    const notes = rows(`select id, guid, flds from notes order by id limit ${MOST_ITEMS + 1}`);
    if (notes.length > MOST_ITEMS) return { kind: 'unreadable', reason: { code: 'too-large', most: MOST_ITEMS } };
    const [reviews] = rows('select count(*) as count from revlog');
    return {
      kind: 'tables',
      notes: notes.map(({ id, guid, flds }) => ({
        guid: String(guid),
        fields: String(flds).split(SEPARATOR),
        deck: decks.get(cards.get(Number(id))?.deck ?? '') ?? [],
        cards: cards.get(Number(id))?.count ?? 0,
      })),
      reviews: Number(reviews?.count ?? 0),
    };
  });

type NoTables = { kind: 'unreadable'; reason: Unreadable };

/** Reads from a collection, if it is nothing but plain tables. Whatever the reading throws, the collection is broken. */
export const inPlainTables = async <T>(
  bytes: Uint8Array,
  open: OpenTables,
  read: (rows: Tables['rows']) => T,
): Promise<T | NoTables> => {
  try {
    const database = await open(bytes);
    try {
      if (database.rows(NO_PLAIN_TABLE).length > 0)
        return {
          kind: 'unreadable',
          reason: { code: 'hostile', detail: 'its collection holds more than plain tables' },
        };
      return read(database.rows);
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

const decksOf = (rows: Tables['rows']): Map<string, string[]> => {
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
