import type { AnyRow } from '../collections/define-collection.ts';
import { type PackedRows, packRows, unpackRows } from './packed-rows.ts';
import type { FeedRow } from './protocol.ts';
import { isRecord } from './row.ts';

/**
 * A page of the feed in fewer bytes than row by row: the rows packed as pushes are, each under its version. Whoever does
 * not ask for it gets the page in the Electric protocol, as does whoever reads from Electric itself.
 */
export const PACKED_PAGE = 'application/vnd.hornbook.page+json';

export interface PackedPage {
  packed: PackedRows[];
  /** The page's last version if there is nothing behind it, else null. */
  upTo: string | null;
}

type Ask = (input: string | URL | Request, init?: RequestInit) => Promise<Response>;

/** What one page may unfold to: many times what the service puts in one. */
const MOST = { rows: 100_000, characters: 256 * 1024 * 1024 };
/** Begins what stands for a row in a message; no JSON does. */
const MARK = '@';

export const packPage = (
  rows: readonly FeedRow[],
  upTo: string | null,
  keyFieldsOf: (name: string) => readonly string[],
) =>
  JSON.stringify({
    packed: packRows(
      rows.map(({ version, ...row }) => ({ ...row, rev: version })),
      keyFieldsOf,
    ),
    upTo,
  } satisfies PackedPage);

/**
 * Between the official client and the service: asks for packed pages and gives the client the messages it expects. The
 * rows themselves wait here until the client parses their column, so that none is written as text to be read again.
 */
export const readPackedPages = (ask: Ask): { fetchClient: Ask; parseRow: (text: string) => AnyRow } => {
  const rows = new Map<string, AnyRow>();
  let last = 0;

  const messages = (page: unknown): string => {
    if (!isRecord(page)) throw new Error('The page is none.');
    const lines = unpackRows(page.packed, MOST).map((line) => {
      const { collection, key, rev, row } = line as { collection: string; key: string; rev: number; row: AnyRow };
      last += 1;
      const mark = `${MARK}${last}`;
      rows.set(mark, row);
      const headers = { operation: 'insert' };
      return { key: `${collection}/${key}`, value: { collection, key, version: String(rev), row: mark }, headers };
    });
    const end = page.upTo === null ? [] : [{ headers: { control: 'up-to-date', global_last_seen_lsn: page.upTo } }];
    return JSON.stringify([...lines, ...end]);
  };

  return {
    fetchClient: async (input, init) => {
      const asked = new Headers(init?.headers);
      asked.set('accept', `${PACKED_PAGE}, application/json, text/event-stream`);
      const response = await ask(input, { ...init, headers: Object.fromEntries(asked) });
      if (response.headers.get('content-type') !== PACKED_PAGE) return response;
      const { status, statusText } = response;
      const headers = new Headers(response.headers);
      headers.set('content-type', 'application/json');
      headers.delete('content-encoding');
      headers.delete('content-length');
      return new Response(messages(await response.json()), { status, statusText, headers });
    },
    parseRow: (text) => {
      if (!text.startsWith(MARK)) return JSON.parse(text) as AnyRow;
      const row = rows.get(text);
      rows.delete(text);
      if (!row) throw new Error('A row of a packed page has been read before.');
      return row;
    },
  };
};
