// What drizzle-kit reads: every table of the database. The synced ones are derived from the list of collections, and
// ES modules cannot export names that are known only when running.
const { existsSync } = require('node:fs');
const { join } = require('node:path');

const written = ['./sync-tables.ts', './blob-tables.ts', './catalogue-tables.ts', '../auth/auth-tables.ts'];

module.exports = Object.assign(
  { ...require('./synced-tables.ts').syncedTables },
  ...written.filter((file) => existsSync(join(__dirname, file))).map((file) => require(file)),
);
