import * as authTables from '../auth/auth-tables.ts';
import * as authorTables from './author-tables.ts';
import * as blobTables from './blob-tables.ts';
import * as courseTables from './catalogue/course-tables.ts';
import * as questionTables from './catalogue/question-tables.ts';
import * as syncTables from './sync-tables.ts';
import { syncedTables } from './synced-tables.ts';

/** Every table of the database as the sources declare it, whatever has been migrated. */
export const declaredTables = {
  ...syncedTables,
  ...syncTables,
  ...blobTables,
  ...authorTables,
  ...courseTables,
  ...questionTables,
  ...authTables,
};
