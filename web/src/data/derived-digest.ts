import { type DerivedDigest, derivedDigest } from '@hornbook/shared/learning/derived-digest.ts';
import { FOLD_VERSION } from '@hornbook/shared/learning/fold-version.ts';
import { foldStaleAttempts } from './folds.ts';
import type { Connections } from './open-databases.ts';

/** [D1] What is folded here, in brief; null while something is still to be folded, or content for it is lacking. */
export const readDerivedDigest = async (connections: Connections): Promise<DerivedDigest | null> => {
  await foldStaleAttempts(connections);
  const { learner } = connections;
  const { skillStates, cards, foldedAttempts, foldVersions } = learner;
  const behind = [learner.staleAttempts, learner.staleSkills, learner.staleCards];
  return learner.transaction('r', [skillStates, cards, foldedAttempts, foldVersions, ...behind], async () => {
    const waiting = await Promise.all(behind.map((table) => table.count()));
    const lacking = await foldedAttempts.where('lacks').equals(1).count();
    const version = (await foldVersions.get('skills'))?.version;
    if (waiting.some((count) => count > 0) || lacking > 0 || version !== FOLD_VERSION) return null;
    return derivedDigest(await skillStates.toArray(), await cards.toArray());
  });
};

/** Folds everything from the beginning: what follows from equal rows should never have differed. */
export const foldAnew = async (connections: Connections): Promise<void> => {
  await connections.learner.foldVersions.delete('skills');
  await foldStaleAttempts(connections);
};
