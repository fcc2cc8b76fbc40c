import type { Database } from '../db/connect.ts';
import { eraseReturned, noteErased } from './erased-list.ts';
import { leaveAgain, noteLeaving } from './leaving-list.ts';
import { noteRevoked, revokeReturned } from './revoked-list.ts';

/** Brings the lists up to date with the database. Each service process keeps its own; they come to be the same. */
export async function noteBesideBackups(database: Pick<Database, 'query'>, dataDir: string): Promise<void> {
  await noteErased(database, dataDir);
  await noteRevoked(database, dataDir);
  await noteLeaving(database, dataDir);
}

/** How many came back by a backup, of each kind, and are what they were again. */
export interface TakenAwayAgain {
  erased: number;
  revoked: number;
  leaving: number;
}

/** Takes away again what a backup brought back. Safe to run at any time, twice and at once. */
export async function takeAwayAgain(database: Database, dataDir: string): Promise<TakenAwayAgain> {
  return {
    erased: await eraseReturned(database, dataDir),
    revoked: await revokeReturned(database, dataDir),
    leaving: await leaveAgain(database, dataDir),
  };
}
