import type { Dexie } from 'dexie';
import { resetDevice } from './device-identity.ts';
import { withLiveHandle } from './live-handle.ts';
import type { Connections } from './open-databases.ts';

const PATIENCE_MS = 3_000;

const answers = async (db: Dexie): Promise<void> => {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const silent = new Promise<'silent'>((resolve) => {
    timer = setTimeout(resolve, PATIENCE_MS, 'silent');
  });
  const [first] = db.tables;
  const probe = withLiveHandle(db, async () => await first?.limit(1).count());
  probe.catch(() => undefined);
  try {
    // A connection that says nothing at all is as dead as one that says it is closed.
    if ((await Promise.race([probe, silent])) !== 'silent') return;
    db.close({ disableAutoOpen: false });
    await db.open();
  } finally {
    clearTimeout(timer);
  }
};

/** The page is looked at again: connections that died meanwhile are replaced before anybody needs them. */
export const probeDatabases = async ({ learner, catalogue }: Connections): Promise<void> => {
  await Promise.all([
    answers(learner),
    answers(catalogue),
    // It opens by itself with its next use, and is small.
    resetDevice(),
  ]);
};
