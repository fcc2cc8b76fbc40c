import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { canonicalValue } from '@hornbook/shared/sync/row.ts';
import type pg from 'pg';
import type { Editor } from './edits.ts';

const zip = promisify(gzip);
const RETRY_MS = 100;

/** A value with the time it was given and by whom, as text that sorts. */
type Fields = Record<string, [value: number, stamp: string]>;
interface FieldRow {
  id: string;
  fields: Fields;
}

const mergeInto = (mine: Fields, theirs: Fields): void => {
  for (const [name, [value, stamp]] of Object.entries(theirs))
    if (stamp > (mine[name]?.[1] ?? '')) mine[name] = [value, stamp];
};

export const EDIT_TABLE = `create table if not exists edits (id text primary key, fields jsonb, seq bigint);
  create index if not exists edits_seq on edits (seq); create sequence if not exists edits_seq_next`;

/** The floor's merging: rows locked, merged field by field, stored; one batch after another. */
export const floorEdits = (pool: pg.Pool) => {
  let last: Promise<unknown> = Promise.resolve();
  const merge = async (text: string) => {
    const given = new Map((JSON.parse(text) as FieldRow[]).map((row) => [row.id, row.fields]));
    const client = await pool.connect();
    try {
      await client.query('begin');
      const known = await client.query<FieldRow>('select id, fields from edits where id = any($1) for update', [
        [...given.keys()],
      ]);
      for (const { id, fields } of known.rows) {
        mergeInto(fields, given.get(id) ?? {});
        given.set(id, fields);
      }
      await client.query(
        `insert into edits (id, fields, seq) select id, fields, nextval('edits_seq_next')
          from json_to_recordset($1) as r(id text, fields jsonb)
          on conflict (id) do update set fields = excluded.fields, seq = excluded.seq`,
        [JSON.stringify([...given].map(([id, fields]) => ({ id, fields })))],
      );
      await client.query('commit');
    } finally {
      client.release();
    }
  };
  return {
    push: (text: string): Promise<void> => {
      const next = last.then(() => merge(text));
      last = next.catch(() => {});
      return next;
    },
    since: async (cursor: number): Promise<{ cursor: number; rows: FieldRow[] }> => {
      const { rows } = await pool.query<FieldRow & { seq: string }>(
        'select id, fields, seq from edits where seq > $1 order by seq',
        [cursor],
      );
      const end = Number(rows.at(-1)?.seq ?? cursor);
      return { cursor: end, rows: rows.map(({ id, fields }) => ({ id, fields })) };
    },
  };
};

/** The floor's device that edits. */
export const floorEditor = (origin: string, number: number): Editor => {
  const rows = new Map<string, Fields>();
  let unsent = new Map<string, Fields>();
  let cursor = 0;
  let online: AbortController | null = null;
  let running: Promise<unknown> = Promise.resolve();
  const watchers = new Set<() => void>();
  const pause = () => new Promise((resolve) => setTimeout(resolve, RETRY_MS));
  const stamp = () => `${Date.now().toString(16)}-${String(number).padStart(2, '0')}`;
  const put = (id: string, fields: Fields) => {
    const row = rows.get(id) ?? {};
    mergeInto(row, fields);
    rows.set(id, row);
  };
  const say = (id: string, fields: Fields) => {
    put(id, fields);
    unsent.set(id, { ...unsent.get(id), ...fields });
  };

  const send = async (signal: AbortSignal) => {
    while (!signal.aborted && unsent.size > 0) {
      try {
        const batch = [...unsent].map(([id, fields]) => ({ id, fields }));
        const body = await zip(JSON.stringify(batch), { level: 6 });
        const response = await fetch(`${origin}/edits`, { method: 'POST', body, signal });
        await response.text();
        if (response.ok) unsent = new Map();
        else await pause();
      } catch {
        if (!signal.aborted) await pause();
      }
    }
  };
  const read = async (signal: AbortSignal) => {
    let wait = '';
    while (!signal.aborted) {
      try {
        const response = await fetch(`${origin}/edits?cursor=${cursor}${wait}`, { signal });
        const page = (await response.json()) as { cursor: number; rows: FieldRow[] };
        for (const { id, fields } of page.rows) put(id, fields);
        cursor = page.cursor;
        wait = '&wait=1';
        for (const watch of [...watchers]) watch();
      } catch {
        if (!signal.aborted) await pause();
      }
    }
  };
  return {
    connect: () => {
      online = new AbortController();
      running = Promise.all([send(online.signal), read(online.signal)]);
    },
    disconnect: async () => {
      online?.abort();
      await running;
    },
    seed: async (count) => {
      for (let n = 0; n < count; n += 1) say(`row-${n}`, { skill: [n, stamp()], mastery: [0, stamp()] });
    },
    holds: (count) =>
      new Promise((resolve) => {
        const watch = () => {
          if (rows.size < count || unsent.size > 0) return;
          watchers.delete(watch);
          resolve();
        };
        watchers.add(watch);
        watch();
      }),
    editAll: async () => {
      let n = 0;
      for (const id of rows.keys()) {
        n += 1;
        say(id, { mastery: [number * 1000 + n, stamp()], [`f${number}`]: [n, stamp()] });
      }
    },
    hash: () => {
      const hash = createHash('sha256');
      for (const id of [...rows.keys()].sort()) hash.update(canonicalValue(rows.get(id)));
      return hash.digest('hex');
    },
    ownFields: () =>
      [...rows.values()].reduce((sum, row) => sum + Object.keys(row).filter((name) => /^f\d/.test(name)).length, 0),
  };
};
