import { type DerivedDigest, derivedDigest } from '@hornbook/shared/learning/derived-digest.ts';
import { FOLD_VERSION } from '@hornbook/shared/learning/fold-version.ts';
import { foldHabits } from '@hornbook/shared/learning/habits.ts';
import { foldStaleAttempts } from './folds.ts';
import { attemptMarks } from './mark-attempts.ts';
import type { Connections } from './open-databases.ts';

/** [D1] What is folded here, in brief; null while something is still to be folded, or content for it is lacking. */
export const readDerivedDigest = async (connections: Connections): Promise<DerivedDigest | null> => {
  await foldStaleAttempts(connections);
  const { learner } = connections;
  const { skillStates, cards, foldedAttempts, foldVersions, dayScores, activityScores } = learner;
  const { stalePast, staleSkills, staleCards, staleDays, staleActivities } = learner;
  const behind = [...attemptMarks(learner), stalePast, staleSkills, staleCards, staleDays, staleActivities];
  const [studyDays, lessons, enrollments] = [
    learner.rows('studyDays'),
    learner.rows('lessonProgress'),
    learner.rows('enrollments'),
  ];
  const [profiles, settings] = [learner.rows('profile'), learner.rows('learnerSettings')];
  const folded = [skillStates, cards, foldedAttempts, foldVersions, dayScores, activityScores];
  const rows = [studyDays, lessons, enrollments, profiles, settings];
  return learner.transaction('r', [...folded, ...rows, ...behind], async () => {
    const waiting = await Promise.all(behind.map((table) => table.count()));
    const lacking = await foldedAttempts.where('lacks').equals(1).count();
    const version = (await foldVersions.get('skills'))?.version;
    if (waiting.some((count) => count > 0) || lacking > 0 || version !== FOLD_VERSION) return null;
    const [skills, days] = [await skillStates.toArray(), await dayScores.toArray()];
    const habits = foldHabits({
      studyDays: await studyDays.toArray(),
      lessons: await lessons.toArray(),
      enrollments: await enrollments.toArray(),
      scores: days,
      skills,
      bettered: (await activityScores.toArray()).flatMap(({ betteredDay }) => betteredDay ?? []),
      timeZone: (await profiles.get('me'))?.timeZone ?? null,
      weeklyGoal: (await settings.get('me'))?.weeklyGoal ?? null,
    });
    return derivedDigest({ skills, cards: await cards.toArray(), days, habits });
  });
};

/** Folds everything from the beginning: what follows from equal rows should never have differed. */
export const foldAnew = async (connections: Connections): Promise<void> => {
  await connections.learner.foldVersions.delete('skills');
  await foldStaleAttempts(connections);
};
