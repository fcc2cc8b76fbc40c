import type { OpenTables } from '@hornbook/shared/import/anki-tables.ts';
import initSqlJs from 'sql.js';

/** Opens an SQLite database in memory, by SQLite itself in WebAssembly: what it holds can reach nothing. */
export const openSqlite: OpenTables = async (bytes) => {
  const { Database } = await initSqlJs();
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
