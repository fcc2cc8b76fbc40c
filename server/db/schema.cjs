// What drizzle-kit reads: every table of the database. The synced ones are derived from the list of collections, and
// ES modules cannot export names that are known only when running.
module.exports = {
  ...require('./synced-tables.ts').syncedTables,
  ...require('./sync-tables.ts'),
  ...require('./blob-tables.ts'),
  ...require('./author-tables.ts'),
  ...require('./catalogue/course-tables.ts'),
  ...require('./catalogue/question-tables.ts'),
  ...require('../auth/auth-tables.ts'),
};
