import * as authTables from '../auth/auth-tables.ts';
import * as blobTables from './blob-tables.ts';
import * as catalogueTables from './catalogue-tables.ts';
import * as syncTables from './sync-tables.ts';
import { syncedTables } from './synced-tables.ts';

/** Every table of the database as the sources declare it, whatever has been migrated. */
export const declaredTables = { ...syncedTables, ...syncTables, ...blobTables, ...catalogueTables, ...authTables };
