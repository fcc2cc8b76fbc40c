import initSqlJs from 'sql.js';

/** SQLite from what the page handed over: a worker for strangers' files may fetch nothing itself. */
export const sqliteOf = (wasmBinary: ArrayBuffer | null) => () => {
  if (!wasmBinary) throw new Error('what reads databases is not on this device yet; connect once, then try again');
  return initSqlJs({ wasmBinary });
};
