import { existsSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

export const pgliteFolder = (dataDir: string) => join(dataDir, 'pglite');
const marker = (dataDir: string) => join(dataDir, 'hornbook.made');

/**
 * Why the embedded database's folder had better not be opened, or null. Where its first file is missing, PGlite makes a new
 * and empty database in its place, which looks well and has lost everything.
 */
export const damageIn = (dataDir: string): string | null =>
  existsSync(marker(dataDir)) && !existsSync(join(pgliteFolder(dataDir), 'PG_VERSION'))
    ? 'there was a database here, and its files are gone or damaged'
    : null;

/** To be called once a database has been opened: from then on there is something to miss. */
export const markAsMade = (dataDir: string): void => writeFileSync(marker(dataDir), '');

/** Moves a database that does not open out of the way, and says where to. Nothing is deleted: somebody may save more of it. */
export const setAside = (dataDir: string, now = new Date()): string => {
  const aside = `${pgliteFolder(dataDir)}-${now.toISOString().replace(/[:.]/g, '-')}`;
  if (existsSync(pgliteFolder(dataDir))) renameSync(pgliteFolder(dataDir), aside);
  rmSync(marker(dataDir), { force: true });
  return aside;
};
