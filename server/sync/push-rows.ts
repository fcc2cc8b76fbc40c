import type { AnyRow, Collection } from '@hornbook/shared/collections/define-collection.ts';
import { PROTOCOL, REFUSE_ROWS, type Verdict } from '@hornbook/shared/sync/protocol.ts';
import { keyOf, rowToWire } from '@hornbook/shared/sync/row.ts';
import { applyPush, type PushContext } from './apply-push.ts';

export interface OwnRow {
  collection: Collection;
  row: AnyRow;
}

/**
 * Rows the service itself has to say for a learner, by the very way a device's come: judged, merged, graded. Each push is
 * well below what a device may send. `heard` bounds their stamps (C2); rows that were let in before need no bound. Answers
 * the verdicts that are not "accepted".
 */
export const pushRows = async (
  context: PushContext,
  { learnerId, replicaId, heard = context.now() }: { learnerId: string; replicaId: string; heard?: number },
  rows: readonly OwnRow[],
): Promise<Verdict[]> => {
  const head = { protocol: PROTOCOL as typeof PROTOCOL, learnerId, replicaId, heard };
  // Whose epoch is not named is told it.
  const { epoch } = await applyPush(context, learnerId, { ...head, epoch: null, rows: [] });
  const refused: Verdict[] = [];
  for (let first = 0; first < rows.length; first += REFUSE_ROWS / 2) {
    const some = rows.slice(first, first + REFUSE_ROWS / 2).map(({ collection, row }, index) => ({
      collection: collection.name,
      key: keyOf(collection, row),
      rev: first + index + 1,
      row: rowToWire(collection, row),
    }));
    // [P6] Rejections that found no room in the reply come again, as a device's do; one always finds some.
    for (let left = some; left.length > 0; ) {
      const reply = await applyPush(context, learnerId, { ...head, epoch, rows: left });
      if ('retry' in reply) throw new Error(`The push was sent away: ${reply.retry}.`);
      refused.push(...reply.verdicts.filter(({ verdict }) => verdict !== 'accepted'));
      const answered = new Set(reply.verdicts.map(({ rev }) => rev));
      left = left.filter(({ rev }) => !answered.has(rev));
    }
  }
  return refused;
};
