import { attemptOutcomes } from '@hornbook/shared/learning/outcomes.ts';
import { foldSkill, SKILL_POLICY } from '@hornbook/shared/learning/skill-state.ts';
import { type FoldedAttempt, withoutMarks } from './learner-database.ts';
import { withLiveHandle } from './live-handle.ts';
import type { Connections } from './open-databases.ts';
import { readGradeable } from './question-facts.ts';

/** Raise it when outcomes are read from attempts in another way; the policy has a version of its own. */
const OUTCOMES_VERSION = 1;
export const SKILL_FOLD_VERSION = OUTCOMES_VERSION * 1000 + SKILL_POLICY.version;
const AT_ONCE = 200;

/** Everything is folded anew when the code that folded it was another version. */
const markAllWhenOutdated = async ({ learner }: Connections): Promise<void> => {
  const known = await learner.foldVersions.get('skills');
  if (known?.version === SKILL_FOLD_VERSION) return;
  await learner.transaction('rw', learner.tables, async () => {
    const keys = await learner.rows('attempts').toCollection().primaryKeys();
    await learner.staleAttempts.bulkPut(keys.map((attemptId) => ({ attemptId })));
    await Promise.all([learner.foldedAttempts.clear(), learner.skillStates.clear()]);
    await learner.foldVersions.put({ fold: 'skills', version: SKILL_FOLD_VERSION });
  });
};

/**
 * [D1] Brings skill states up to date with the attempts that changed, refolding only the skills these touch. Idempotent
 * and safe to run in two tabs: it reads the attempts again in the transaction that writes what follows from them.
 */
export const foldStaleAttempts = (connections: Connections): Promise<void> =>
  withLiveHandle(connections.learner, async () => {
    await markAllWhenOutdated(connections);
    while (await foldSome(connections)) {
      // Each round is a short transaction, so that a long history never blocks an answer from being stored.
    }
  });

const foldSome = async (connections: Connections): Promise<boolean> => {
  const { learner } = connections;
  const ids = await learner.staleAttempts.limit(AT_ONCE).primaryKeys();
  if (ids.length === 0) return false;
  // Content lies in another database and is read first: it never changes for an attempt and a version.
  const seen = new Map<string, Awaited<ReturnType<typeof readGradeable>>>();
  for (const record of await learner.rows('attempts').bulkGet(ids)) {
    if (record) seen.set(record.id, await readGradeable(connections, withoutMarks(record)));
  }
  await learner.transaction('rw', learner.tables, async () => {
    const [records, earlier] = await Promise.all([
      learner.rows('attempts').bulkGet(ids),
      learner.foldedAttempts.bulkGet(ids),
    ]);
    const skillIds = new Set(earlier.flatMap((folded) => folded?.skillIds ?? []));
    const folded: FoldedAttempt[] = [];
    for (const record of records) {
      if (!record) continue;
      const said = attemptOutcomes(withoutMarks(record), (questionId) => seen.get(record.id)?.get(questionId));
      const own = new Set([...said.outcomes.map(({ skillId }) => skillId), ...said.touchedSkillIds]);
      for (const skillId of own) skillIds.add(skillId);
      const lacks = said.unknownQuestionIds.length > 0 ? 1 : 0;
      folded.push({ attemptId: record.id, ...said, skillIds: [...own], lacks });
    }
    await learner.foldedAttempts.bulkDelete(ids);
    await learner.foldedAttempts.bulkPut(folded);
    for (const skillId of skillIds) await refoldSkill(connections, skillId);
    await learner.staleAttempts.bulkDelete(ids);
  });
  return true;
};

const refoldSkill = async ({ learner }: Connections, skillId: string): Promise<void> => {
  const sources = await learner.foldedAttempts.where('skillIds').equals(skillId).toArray();
  const state = foldSkill(
    skillId,
    sources.flatMap(({ outcomes }) => outcomes.filter((outcome) => outcome.skillId === skillId)),
  );
  const touched = sources.some(({ touchedSkillIds }) => touchedSkillIds.includes(skillId));
  if (sources.length === 0) await learner.skillStates.delete(skillId);
  else await learner.skillStates.put({ ...state, touched });
};
