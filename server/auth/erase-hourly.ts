import { forgetInvitations } from '../authoring/invitations.ts';
import type { BlobStore } from '../blobs/blob-store.ts';
import { removeUnowned } from '../blobs/collect-blobs.ts';
import type { Database } from '../db/connect.ts';
import type { Log } from '../log.ts';
import { forgetOldEvents } from './account-events.ts';
import { noteBesideBackups, takeAwayAgain } from './beside-backups.ts';
import { eraseDue } from './erasure.ts';

const EVERY_MS = 60 * 60_000;

/** Looks every hour. How many were erased is written down in the log, never who. Returns what stops it. */
export function startErasing(
  database: Database,
  store: BlobStore,
  dataDir: string,
  log: Pick<Log, 'info' | 'error'>,
): () => Promise<void> {
  let running: Promise<void> | null = null;
  const look = () => {
    running ??= eraseDue(database)
      .then(async (erased) => {
        if (erased > 0) log.info({ erased }, 'Learners were erased, as they had asked');
        await noteBesideBackups(database, dataDir);
        const again = await takeAwayAgain(database, dataDir);
        if (Object.values(again).some((count) => count > 0))
          log.info(again, 'A backup had brought back what was taken away since; it is again as it was');
        // The bytes of files that were theirs alone are nobody's now.
        if (erased + again.erased > 0) await removeUnowned({ database, store }, Date.now());
        await forgetOldEvents(database);
        await forgetInvitations(database);
      })
      .catch((error: unknown) => log.error({ err: error }, 'Learners could not be erased; it is tried again'))
      .finally(() => {
        running = null;
      });
  };
  const timer = setInterval(look, EVERY_MS);
  timer.unref();
  look();
  return async () => {
    clearInterval(timer);
    await running;
  };
}
