import type { Attempt } from '@hornbook/shared/collections/attempts.ts';
import { scoreAttempt } from '@hornbook/shared/learning/attempt-standing.ts';
import { tallyAttempt } from '@hornbook/shared/learning/day-scores.ts';
import { FOLD_VERSION } from '@hornbook/shared/learning/fold-version.ts';
import { type AttemptOutcomes, attemptOutcomes } from '@hornbook/shared/learning/outcomes.ts';
import type { QuestionFact } from '@hornbook/shared/learning/question-facts.ts';
import { dayTables, foldStaleDay, markDays } from './fold-days.ts';
import { countReading, readingTables } from './fold-readings.ts';
import { extendScores, foldStaleActivity, scoreTables } from './fold-scores.ts';
import { extendSkills, foldStaleSkill, skillTables } from './fold-skills.ts';
import { type FoldedAttempt, type LearnerDatabase, withoutMarks } from './learner-database.ts';
import { withLiveHandle } from './live-handle.ts';
import { attemptMarks, countMarks, markAttempts, markedAttempts, unmarkAttempts } from './mark-attempts.ts';
import { cardTables, markCards, markPast } from './mark-cards.ts';
import { forgetMonths } from './mark-months.ts';
import type { Connections } from './open-databases.ts';
import { gradeableReader, type ReadGradeable } from './question-facts.ts';

/** As many as are read anew in one transaction, at most and at least: an answer waits for it to end … */
const AT_ONCE = { most: 100, least: 10 };
/** … so on a slow device they are fewer. */
const STEP_MS = 80;
/** Few enough not to be felt while they are handed over to be stored. */
const STORED_AT_ONCE = 20;
/** More than these that must be folded from all their attempts are folded together. */
const MANY = 40;
/** How long a history that comes in page by page may pause before what it changed is folded all the same. */
const MOST_PATIENCE_MS = 3_000;
const LOOK_EVERY_MS = 200;

type Databases = Pick<Connections, 'learner' | 'catalogue'>;

/** One run a database and tab: a second would only do the same work beside the first. */
const running = new WeakMap<LearnerDatabase, Promise<void>>();

/**
 * [D1] Brings what follows from attempts up to date, for those that changed and nothing else: what each says is added to
 * its skills, activities and cards, and those that can't simply go on are folded anew at the end. What is still to be done is itself stored, so it may be cut off
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
    let atOnce = AT_ONCE.most;
    do {
      await markPast(learner);
      for (;;) {
        const marked = await markedAttempts(learner, atOnce);
        const { length } = marked.attemptIds;
        if (length === 0) {
          if (await isMoreComing(learner)) continue;
          break;
        }
        const many = length === atOnce || marked.together !== null;
        const { tookMs } = await readAttempts(learner, marked, readGradeable, many);
        const fitting = Math.round((atOnce * STEP_MS) / Math.max(tookMs, 1));
        if (length === atOnce) atOnce = Math.min(AT_ONCE.most, Math.max(AT_ONCE.least, fitting));
      }
      if ((await countStale(learner)) > MANY) await foldMany(learner);
      for (const skillId of await learner.staleSkills.toCollection().primaryKeys())
        await foldStaleSkill(learner, skillId);
      for (const activityId of await learner.staleActivities.toCollection().primaryKeys()) {
        await foldStaleActivity(learner, activityId);
      }
      for (const localDay of await learner.staleDays.toCollection().primaryKeys())
        await foldStaleDay(learner, localDay);
      await foldCards(learner);
    } while ((await countUnread(learner)) > 0);
    await foldMonths(learner);
  });

/** Rows that changed and were not read again since. */
export const countUnread = async (learner: LearnerDatabase): Promise<number> =>
  (await countMarks(learner)) + (await learner.stalePast.count());

const countStale = async ({
  staleSkills,
  staleActivities,
  staleDays,
  staleCards,
}: LearnerDatabase): Promise<number> => {
  const counts = await Promise.all([staleSkills, staleActivities, staleDays, staleCards].map((table) => table.count()));
  return counts.reduce((sum, count) => sum + count, 0);
};

/** A device that reads its feed from the beginning gets page after page: folded with each, most would be folded again. */
const isMoreComing = async (learner: LearnerDatabase): Promise<boolean> => {
  if ((await countStale(learner)) <= MANY) return false;
  for (let waited = 0; waited < MOST_PATIENCE_MS; waited += LOOK_EVERY_MS) {
    if ((await countMarks(learner)) > 0) return true;
    if (((await learner.syncState.get('state'))?.pass ?? null) === null) return false;
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
  }
  return false;
};

/** Where the script does not come, they are folded one by one. */
const foldMany = async (learner: LearnerDatabase): Promise<void> => {
  const script = await import('./fold-together.ts').catch(() => undefined);
  await script?.foldTogether(learner);
};

/** Cards come last, by a script of their own: the first screen needs none of it. Where it does not come, they wait. */
const foldCards = async (learner: LearnerDatabase): Promise<void> => {
  if ((await learner.staleCards.count()) === 0) return;
  const script = await import('./fold-cards.ts').catch(() => undefined);
  await script?.foldStaleCards(learner);
};

/** Months that are over come last, in the same way: until they are added up, their days are read as they lie. */
const foldMonths = async (learner: LearnerDatabase): Promise<void> => {
  const script = await import('./month-totals.ts').catch(() => undefined);
  await script?.foldMonths(learner);
};

/** The same for one attempt, at once, whatever else is still to be folded: a learner waits to see what changed. */
export const foldAttempt = (databases: Databases, attemptId: string): Promise<void> =>
  withLiveHandle(databases.learner, async () => {
    const { learner, catalogue } = databases;
    await markAllWhenOutdated(learner);
    const { skillIds, activityIds } = await readAttempts(
      learner,
      { attemptIds: [attemptId], together: null },
      gradeableReader(catalogue),
      false,
    );
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
    await markAttempts(learner, keys);
    const elsewhere = await learner.rows('pastReviews').toCollection().primaryKeys();
    await learner.stalePast.bulkPut(elsewhere.map((questionId) => ({ questionId })));
    const { foldedAttempts, skillStates, activityScores, dayScores, cards, paces, staleCards } = learner;
    const derived = [foldedAttempts, skillStates, activityScores, dayScores, cards, paces, staleCards];
    await Promise.all(derived.map((table) => table.clear()));
    await forgetMonths(learner);
    await countReading(learner);
    await learner.foldVersions.put({ fold: 'skills', version: FOLD_VERSION });
  });
};

/** Reads attempts anew, `many` if more are waiting, and adds what they say; gives the skills and activities that must be folded from all of theirs. */
const readAttempts = async (
  learner: LearnerDatabase,
  { attemptIds: ids, together }: { attemptIds: readonly string[]; together: number | null },
  readGradeable: ReadGradeable,
  many: boolean,
): Promise<{ skillIds: string[]; activityIds: string[]; tookMs: number }> => {
  // Content lies in another database and is read first: what a version says of a question never changes.
  const facts = new Map<string, Map<string, QuestionFact>>();
  for (const record of await learner.rows('attempts').bulkGet([...ids])) {
    if (record) facts.set(record.id, await readGradeable(withoutMarks(record)));
  }
  const { foldedAttempts } = learner;
  const attempts = learner.rows('attempts');
  const derived = [
    ...skillTables(learner),
    ...scoreTables(learner),
    ...cardTables(learner),
    ...dayTables(learner),
    ...readingTables(learner),
  ];
  return learner.transaction('rw', [attempts, foldedAttempts, ...attemptMarks(learner), ...derived], async () => {
    const since = performance.now();
    const records = await attempts.bulkGet([...ids]);
    const earlier = (await foldedAttempts.bulkGet([...ids])).filter((attempt) => attempt !== undefined);
    const folded = records.flatMap((record) =>
      record ? [readAttempt(withoutMarks(record), facts.get(record.id) ?? new Map())] : [],
    );
    const gone = ids.filter((_, index) => !records[index]);
    if (gone.length > 0) await foldedAttempts.bulkDelete(gone);
    for (let from = 0; from < folded.length; from += STORED_AT_ONCE)
      await foldedAttempts.bulkPut(folded.slice(from, from + STORED_AT_ONCE));
    const skillIds = await extendSkills(learner, earlier, folded);
    const activityIds = await extendScores(learner, earlier, folded);
    await markDays(learner, earlier, folded);
    await markCards(learner, earlier, folded, { many });
    await countReading(learner);
    await unmarkAttempts(learner, ids, together);
    return { skillIds, activityIds, tookMs: performance.now() - since };
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
