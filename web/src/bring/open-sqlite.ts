import type { OpenTables } from '@hornbook/shared/import/anki-tables.ts';
import initSqlJs from 'sql.js';

/** Opens SQLite databases in memory, by SQLite itself in WebAssembly: what one holds can reach nothing. */
export const openSqlite =
  (wasmBinary: ArrayBuffer | null): OpenTables =>
  async (bytes) => {
    if (!wasmBinary) throw new Error('what reads databases is not on this device yet; connect once, then try again');
    const { Database } = await initSqlJs({ wasmBinary });
    const database = new Database(bytes);
    return {
      rows: (sql) => {
        const statement = database.prepare(sql);
        try {
          const rows: ReturnType<typeof statement.getAsObject>[] = [];
          while (statement.step()) rows.push(statement.getAsObject());
          return rows;
        } finally {
          statement.free();
        }
      },
      close: () => database.close(),
    };
  };
