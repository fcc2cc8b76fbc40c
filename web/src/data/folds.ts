import type { Attempt } from '@hornbook/shared/collections/attempts.ts';
import { scoreAttempt } from '@hornbook/shared/learning/attempt-standing.ts';
import { CARD_POLICY } from '@hornbook/shared/learning/card.ts';
import { DAY_SCORE_VERSION, firstBetteredDay, foldDay, tallyAttempt } from '@hornbook/shared/learning/day-scores.ts';
import { type AttemptOutcomes, attemptOutcomes } from '@hornbook/shared/learning/outcomes.ts';
import type { QuestionFact } from '@hornbook/shared/learning/question-facts.ts';
import { foldSkill, SKILL_POLICY } from '@hornbook/shared/learning/skill-state.ts';
import { type FoldedAttempt, type LearnerDatabase, withoutMarks } from './learner-database.ts';
import { withLiveHandle } from './live-handle.ts';
import { cardTables, markCards } from './mark-cards.ts';
import type { Connections } from './open-databases.ts';
import { gradeableReader, type ReadGradeable } from './question-facts.ts';

/** Raise it when attempts are read in another way; the policies of skills and cards have versions of their own. */
const READING_VERSION = 2 + DAY_SCORE_VERSION;
export const FOLD_VERSION = (READING_VERSION * 1000 + SKILL_POLICY.version) * 1000 + CARD_POLICY.version;
const AT_ONCE = 200;

type Databases = Pick<Connections, 'learner' | 'catalogue'>;

/** One run a database and tab: a second would only do the same work beside the first. */
const running = new WeakMap<LearnerDatabase, Promise<void>>();

/**
 * [D1] Brings what follows from attempts up to date, for those that changed and nothing else: first what each attempt
 * says, then the skills and activities it speaks of. What is still to be done is itself stored, so it may be cut off
 * anywhere; and it may run in two tabs, for it reads again in the transaction that writes. Each step is a short
 * transaction, so that a long history never keeps an answer from being stored.
 */
export const foldStaleAttempts = (databases: Databases): Promise<void> => {
  const { learner } = databases;
  const earlier = running.get(learner);
  if (earlier) return earlier;
  const run = foldAll(databases).finally(() => running.delete(learner));
  running.set(learner, run);
  return run;
};

const foldAll = (databases: Databases): Promise<void> =>
  withLiveHandle(databases.learner, async () => {
    const { learner, catalogue } = databases;
    await markAllWhenOutdated(learner);
    const readGradeable = gradeableReader(catalogue);
    // Again when more came meanwhile: who asks while this runs is told that it is being done.
    do {
      for (;;) {
        const ids = await learner.staleAttempts.limit(AT_ONCE).primaryKeys();
        if (ids.length === 0) break;
        await readAttempts(learner, ids, readGradeable);
      }
      for (const skillId of await learner.staleSkills.toCollection().primaryKeys())
        await foldStaleSkill(learner, skillId);
      for (const activityId of await learner.staleActivities.toCollection().primaryKeys()) {
        await foldStaleActivity(learner, activityId);
      }
      for (const localDay of await learner.staleDays.toCollection().primaryKeys())
        await foldStaleDay(learner, localDay);
      await foldCards(learner);
    } while ((await learner.staleAttempts.count()) > 0);
  });

/** Cards come last, by a script of their own: the first screen needs none of it. Where it does not come, they wait. */
const foldCards = async (learner: LearnerDatabase): Promise<void> => {
  if ((await learner.staleCards.count()) === 0) return;
  const script = await import('./fold-cards.ts').catch(() => undefined);
  await script?.foldStaleCards(learner);
};

/** The same for one attempt, at once, whatever else is still to be folded: a learner waits to see what changed. */
export const foldAttempt = (databases: Databases, attemptId: string): Promise<void> =>
  withLiveHandle(databases.learner, async () => {
    const { learner, catalogue } = databases;
    await markAllWhenOutdated(learner);
    const { skillIds, activityIds } = await readAttempts(learner, [attemptId], gradeableReader(catalogue));
    for (const skillId of skillIds) await foldStaleSkill(learner, skillId);
    for (const activityId of activityIds) await foldStaleActivity(learner, activityId);
    void foldStaleAttempts(databases).catch(() => undefined);
  });

/** Everything is folded anew when the code that folded it was another version. */
const markAllWhenOutdated = async (learner: LearnerDatabase): Promise<void> => {
  const known = await learner.foldVersions.get('skills');
  if (known?.version === FOLD_VERSION) return;
  await learner.transaction('rw', learner.tables, async () => {
    const keys = await learner.rows('attempts').toCollection().primaryKeys();
    await learner.staleAttempts.bulkPut(keys.map((attemptId) => ({ attemptId })));
    const { foldedAttempts, skillStates, activityScores, dayScores, cards, paces, staleCards } = learner;
    const derived = [foldedAttempts, skillStates, activityScores, dayScores, cards, paces, staleCards];
    await Promise.all(derived.map((table) => table.clear()));
    await learner.foldVersions.put({ fold: 'skills', version: FOLD_VERSION });
  });
};

const readAttempts = async (
  learner: LearnerDatabase,
  ids: readonly string[],
  readGradeable: ReadGradeable,
): Promise<{ skillIds: string[]; activityIds: string[] }> => {
  // Content lies in another database and is read first: what a version says of a question never changes.
  const facts = new Map<string, Map<string, QuestionFact>>();
  for (const record of await learner.rows('attempts').bulkGet([...ids])) {
    if (record) facts.set(record.id, await readGradeable(withoutMarks(record)));
  }
  const { foldedAttempts, staleAttempts, staleSkills, staleActivities, staleDays } = learner;
  const attempts = learner.rows('attempts');
  const stale = [staleAttempts, staleSkills, staleActivities, staleDays];
  const tables = [attempts, foldedAttempts, ...stale, ...cardTables(learner)];
  return learner.transaction('rw', tables, async () => {
    const records = await attempts.bulkGet([...ids]);
    const earlier = await foldedAttempts.bulkGet([...ids]);
    const folded = records.flatMap((record) =>
      record ? [readAttempt(withoutMarks(record), facts.get(record.id) ?? new Map())] : [],
    );
    const gone = ids.filter((_, index) => !records[index]);
    if (gone.length > 0) await foldedAttempts.bulkDelete(gone);
    await foldedAttempts.bulkPut(folded);
    const spoken = [...folded, ...earlier.filter((attempt) => attempt !== undefined)];
    const skillIds = [...new Set(spoken.flatMap((attempt) => attempt.skillIds))];
    const activityIds = [...new Set(spoken.map(({ activityId }) => activityId))];
    await staleSkills.bulkPut(skillIds.map((skillId) => ({ skillId })));
    await staleActivities.bulkPut(activityIds.map((activityId) => ({ activityId })));
    const days = new Set(spoken.flatMap(({ tally }) => (tally ? [tally.localDay] : [])));
    await staleDays.bulkPut([...days].map((localDay) => ({ localDay })));
    await markCards(learner, earlier, folded);
    await staleAttempts.bulkDelete([...ids]);
    return { skillIds, activityIds };
  });
};

const readAttempt = (attempt: Attempt, facts: ReadonlyMap<string, QuestionFact>): FoldedAttempt => {
  const said: AttemptOutcomes = attemptOutcomes(attempt, (questionId) => facts.get(questionId));
  const score = scoreAttempt(attempt, facts);
  const skillIds = new Set([...said.outcomes.map(({ skillId }) => skillId), ...said.touchedSkillIds]);
  const completed = attempt.status === 'completed' && attempt.deletedAt === null;
  return {
    ...said,
    attemptId: attempt.id,
    // Free attempts are about no activity; they are counted together by what they were.
    activityId: attempt.activityId ?? attempt.mode,
    skillIds: [...skillIds],
    questionIds: said.reviews.map(({ questionId }) => questionId),
    lacks: said.unknownQuestionIds.length > 0 ? 1 : 0,
    completedAt: completed ? attempt.completedAt : null,
    percent: completed && score.kind === 'scored' ? score.percent : null,
    answered: completed ? Object.values(attempt.answers).filter(({ response }) => response !== null).length : 0,
    tally: tallyAttempt(attempt, said, score),
  };
};

const foldStaleSkill = async (learner: LearnerDatabase, skillId: string): Promise<void> => {
  const { foldedAttempts, skillStates, staleSkills } = learner;
  await learner.transaction('rw', foldedAttempts, skillStates, staleSkills, async () => {
    const sources = await foldedAttempts.where('skillIds').equals(skillId).toArray();
    const outcomes = sources.flatMap((source) => source.outcomes.filter((outcome) => outcome.skillId === skillId));
    const touched = sources.some(({ touchedSkillIds }) => touchedSkillIds.includes(skillId));
    if (sources.length === 0) await skillStates.delete(skillId);
    else await skillStates.put({ ...foldSkill(skillId, outcomes), touched });
    await staleSkills.delete(skillId);
  });
};

const foldStaleActivity = async (learner: LearnerDatabase, activityId: string): Promise<void> => {
  const { foldedAttempts, activityScores, staleActivities } = learner;
  await learner.transaction('rw', foldedAttempts, activityScores, staleActivities, async () => {
    const attempts = await foldedAttempts.where('activityId').equals(activityId).toArray();
    const completed = attempts
      .filter(({ completedAt }) => completedAt !== null)
      .toSorted((a, b) => (a.completedAt ?? 0) - (b.completedAt ?? 0));
    const percents = completed.flatMap(({ percent }) => (percent === null ? [] : [percent]));
    await activityScores.put({
      activityId,
      attempts: completed.length,
      answered: completed.reduce((sum, { answered }) => sum + answered, 0),
      bestPercent: percents.length > 0 ? Math.max(...percents) : null,
      latestPercent: percents.at(-1) ?? null,
      betteredDay: firstBetteredDay(
        completed.flatMap(({ tally, percent }) =>
          tally && percent !== null ? [{ localDay: tally.localDay, percent }] : [],
        ),
      ),
    });
    await staleActivities.delete(activityId);
  });
};

const foldStaleDay = async (learner: LearnerDatabase, localDay: string): Promise<void> => {
  const { foldedAttempts, dayScores, staleDays } = learner;
  await learner.transaction('rw', foldedAttempts, dayScores, staleDays, async () => {
    const attempts = await foldedAttempts.where('tally.localDay').equals(localDay).toArray();
    const tallies = attempts.flatMap(({ tally }) => (tally ? [tally] : []));
    if (tallies.length === 0) await dayScores.delete(localDay);
    else await dayScores.put(foldDay(localDay, tallies));
    await staleDays.delete(localDay);
  });
};
