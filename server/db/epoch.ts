import { randomBytes } from 'node:crypto';
import { repairs } from '../metrics.ts';
import type { Database } from './connect.ts';
import { onceInMeta, readMeta, writeMeta } from './meta.ts';

const newEpoch = () => randomBytes(8).toString('hex');

/** [R2] Names this database's history. A new one tells every device that some may be lost, and to send what it holds. */
export const readEpoch = (database: Database): Promise<string> => onceInMeta(database, 'epoch', newEpoch);

/** [R2] To be called whenever history may be lost: after a restore, or when a device shows a version above the clock. */
export async function renewEpoch(database: Database): Promise<string> {
  const epoch = newEpoch();
  await writeMeta(database, 'epoch', epoch);
  return epoch;
}

/**
 * [R2] Begins a run of the service on this database and gives its epoch. PGlite never calls fsync, so a run that did not
 * end in `endRun` may have lost the last of what it acknowledged: the epoch is then a new one. A server keeps its own log.
 */
export async function beginRun(database: Database): Promise<string> {
  if (database.kind === 'pglite') {
    const last = await readMeta(database, 'run');
    await writeMeta(database, 'run', 'open');
    if (last === 'open') {
      repairs.inc({ kind: 'unclean_end' });
      return renewEpoch(database);
    }
  }
  return readEpoch(database);
}

/** Marks the run as cleanly ended; the last write before the database is closed. */
export async function endRun(database: Database): Promise<void> {
  if (database.kind === 'pglite') await writeMeta(database, 'run', 'closed');
}
