import type { OpenTables, Tables } from './anki-tables.ts';

/** What is used of SQLite (sql.js), in memory and reaching nothing. Each side gets its program its own way, and gives it. */
interface Sqlite {
  Database: new (
    bytes: Uint8Array,
  ) => {
    prepare: (sql: string) => {
      step: () => boolean;
      getAsObject: () => ReturnType<Tables['rows']>[number];
      free: () => unknown;
    };
    close: () => unknown;
  };
}

/** Reads databases by the SQLite that `load` gives. */
export const openTablesBy =
  (load: () => Promise<Sqlite>): OpenTables =>
  async (bytes) => {
    const { Database } = await load();
    const database = new Database(bytes);
    return {
      rows: (sql) => {
        const statement = database.prepare(sql);
        try {
          const rows: ReturnType<Tables['rows']> = [];
          while (statement.step()) rows.push(statement.getAsObject());
          return rows;
        } finally {
          statement.free();
        }
      },
      close: () => database.close(),
    };
  };
