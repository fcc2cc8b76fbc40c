import type { Collection } from '../../collections/define-collection.ts';
import { laterHlc } from '../hlc.ts';
import { mergeRows } from '../merge.ts';
import type { Storage, StoredRow } from '../ports.ts';
import { isServerOnly, takeServerFields } from '../row.ts';
import { enqueue } from './outbox.ts';

/**
 * Merges everything of one learner's database into another's: a device that learned without an account has come into one, or
 * became another learner's by a code. Merging makes it safe to be cut off and done again. `now` is the device's own time.
 */
export const adoptRows = async (
  from: Storage,
  to: Storage,
  collections: Readonly<Record<string, Collection>>,
  now: () => number,
): Promise<void> => {
  const { rows, hlc } = await from.read(async (tx) => {
    const state = await tx.state();
    // No pass has this number yet, so this is every row.
    return { rows: await tx.rowsNotMarked(state.lastPass + 1), hlc: state.hlc };
  });
  if (rows.length === 0) return;
  await to.write(async (tx) => {
    const state = { ...(await tx.state()) };
    const adopted: StoredRow[] = [];
    for (const { collection: name, key, row } of rows) {
      const collection = collections[name];
      // Of an app that knew more than this one does, or what only the service writes, and said of that learner alone.
      if (!collection || isServerOnly(collection)) continue;
      const [mine] = await tx.rows(name, [key]);
      // Grades and the like belong to the learner it came from; the service will say them anew.
      const brought = takeServerFields(collection, row, {});
      const merged = mine ? mergeRows(collection, mine.row, brought) : brought;
      if (merged !== mine?.row)
        adopted.push({ version: 0, epoch: null, pass: 0, ...mine, collection: name, key, row: merged });
    }
    state.hlc = laterHlc(state.hlc, hlc);
    await tx.putRows(adopted);
    await enqueue(tx, state, adopted, now());
    await tx.putState(state);
  });
};
