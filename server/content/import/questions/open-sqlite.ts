import type { OpenTables } from '@hornbook/shared/import/anki-tables.ts';
import initSqlJs from 'sql.js';

/** Opens an SQLite database in memory, by SQLite itself in WebAssembly: what it holds can reach nothing. */
export const openSqlite: OpenTables = async (bytes) => {
  const { Database } = await initSqlJs();
  const database = new Database(bytes);
  return {
    rows: (sql) => {
      const [result] = database.exec(sql);
      if (!result) return [];
      return result.values.map((values) =>
        Object.fromEntries(result.columns.map((name, index) => [name, values[index] ?? null])),
      );
    },
    close: () => database.close(),
  };
};
