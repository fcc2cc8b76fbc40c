import { hasMore } from '@hornbook/shared/sync/merge.ts';
import type { StoredRow } from '@hornbook/shared/sync/ports.ts';
import { isServerOnly, planOf } from '@hornbook/shared/sync/row.ts';
import type { MemoryCommit } from '@hornbook/shared/testing/memory-storage.ts';
import type { Service } from './service.ts';
import type { World } from './world.ts';

/** What must hold after every single transaction of a device. */
export const watchCommit = (
  world: World,
  service: Service,
  device: { name: string; learner: number; learnerId: string; isOldApp: () => boolean },
) => {
  const { collections } = world;
  const { name, learner, learnerId } = device;
  return (commit: MemoryCommit): void => {
    const { before, content, stateBefore, quarantined } = commit;
    const { state } = content;
    const restamped = state.bound !== stateBefore.bound;
    for (const [id, old] of before) {
      const row = content.rows.get(id);
      const collection = collections[(row ?? old)?.collection ?? ''];
      if (!collection) continue;
      if (old && !row) {
        if (!quarantined && !isServerOnly(collection)) world.fail(`${name} lost the row ${id}`);
        continue;
      }
      if (!row) continue;
      // Stamps given anew are lower, and what was refused is put aside: the only two ways for a row to have less.
      if (old && !quarantined && !restamped && !isServerOnly(collection) && hasMore(collection, old.row, row.row)) {
        world.fail(`${name} had more of ${id} than it has now`);
      }
      // An app of before keeps what it does not know as it was, beside newer values of what it does. [M3]
      const judged = old?.row !== row.row && !device.isOldApp();
      if (judged && planOf(collection).server.some((field) => (row.row[field.name] ?? null) !== null)) {
        const kept = old && planOf(collection).server.every((field) => old.row[field.name] === row.row[field.name]);
        if (!kept && !service.hasServed(learnerId, collection, row.key, row.row)) {
          world.fail(`${name} holds server-owned values of ${id} that the service never gave`);
        }
      }
      if (!mayHold(world, learner, ownerOf(row))) world.fail(`${name} holds a row of another learner: ${id}`);
    }
    const [from, to] = [stateBefore.cursor, state.cursor];
    const same = state.epoch === stateBefore.epoch && state.pass === stateBefore.pass && from?.handle === to?.handle;
    if (from && to && same && Number(to.offset) < Number(from.offset))
      world.fail(`${name} went back from ${from.offset} to ${to.offset}`);
    if (state.rev < stateBefore.rev) world.fail(`${name} took back a revision`);
  };
};

/** The number of the learner who made a row, where the row says so. */
const ownerOf = ({ collection, key, row }: StoredRow): number | null => {
  if (collection === 'attempts') return Number(key[20]);
  if (collection === 'profile' && typeof row.bio === 'string') return Number(row.bio[1]);
  return null;
};

/** Their own, and what those learned who were joined to them; never the other way round. */
const mayHold = ({ joined }: World, learner: number, owner: number | null): boolean =>
  owner === null || owner === learner || joined.get(owner) === learner;
