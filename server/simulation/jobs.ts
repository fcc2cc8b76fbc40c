import type { AnyRow, Collection } from '@hornbook/shared/collections/define-collection.ts';
import { tickHlc } from '@hornbook/shared/sync/hlc.ts';
import type { World } from './world.ts';

/** Grades as a stand-in for the real ones: computed from the merged row alone. */
export const gradesOf = (row: AnyRow): Record<string, unknown> => {
  const answers = Object.keys((row.answers ?? {}) as object).length;
  return { earnedPoints: answers, possiblePoints: 10, effectiveAt: row.completedAt ?? null };
};

/** What a job of the service makes of a row, or null: a grade, or a value with a later stamp. [S5] */
export const jobOn = (
  world: World,
  learnerId: string,
  collection: Collection,
  row: AnyRow,
  now: number,
): AnyRow | null => {
  if (collection.name === 'attempts') return { ...row, possiblePoints: 10 + world.serial() };
  if (collection.name !== 'profile') return null;
  const stamp = tickHlc(row.stamps.bio ?? '', now, 'server0000');
  const stamps = world.bug.jobsGiveNoStamp ? row.stamps : { ...row.stamps, bio: stamp };
  return { ...row, bio: `L${learnerId.at(-1)} job ${world.serial()}`, stamps };
};

/** The row as a tombstone, with a later stamp. */
export const erased = (row: AnyRow, now: number): AnyRow => {
  const stamp = tickHlc(row.stamps.deletedAt ?? '', now, 'server0000');
  return { ...row, deletedAt: row.deletedAt ?? now, stamps: { ...row.stamps, deletedAt: stamp } };
};
