import type { FactsOf, FoldedSkill } from '@hornbook/shared/learning/attempt-folder.ts';
import type { Card } from '@hornbook/shared/learning/card.ts';
import type { DayScore } from '@hornbook/shared/learning/day-scores.ts';
import type { DerivedState } from '@hornbook/shared/learning/derived-digest.ts';
import { type ChangedRow, makeLearnerFolder } from '@hornbook/shared/learning/learner-folder.ts';
import type { QuestionFact } from '@hornbook/shared/learning/question-facts.ts';
import { canonicalValue } from '@hornbook/shared/sync/row.ts';
import { sampleQuestions } from '@hornbook/shared/testing/sample-questions.ts';
import type { Device } from './device.ts';
import type { World } from './world.ts';

/** What the questions of histories train: skills of one question, of several, and of all. */
const factOf = (questionId: string): QuestionFact => ({
  skillIds: ['all', `of ${questionId}`, questionId === 'q1' ? 'few' : 'rest'],
  guess: 0.5,
  possible: 1,
  solved: sampleQuestions.trueFalse,
});
export const simulatedFacts: FactsOf = () => factOf;

/** What a device, or the service, folds as its rows change. */
export interface Folds {
  /** Rows as they are now. */
  take(rows: Iterable<ChangedRow>): void;
  /** Forgets everything, as derived state may be at any time. */
  restart(rows: Iterable<ChangedRow>): void;
  derived(): DerivedState;
}

export const createFolds = (): Folds => {
  let folder = makeLearnerFolder();
  const skills = new Map<string, FoldedSkill>();
  const cards = new Map<string, Card>();
  const days = new Map<string, DayScore>();
  const keep = <T>(known: Map<string, T>, changed: ReadonlyMap<string, T | null>) => {
    for (const [id, state] of changed)
      if (state) known.set(id, state);
      else known.delete(id);
  };
  const folds: Folds = {
    take: (rows) => {
      const refolded = folder.take(rows, simulatedFacts);
      keep(skills, refolded.skills);
      keep(cards, refolded.cards);
      keep(days, refolded.days);
    },
    restart: (rows) => {
      folder = makeLearnerFolder();
      for (const known of [skills, cards, days]) known.clear();
      folds.take(rows);
    },
    derived: () => ({
      skills: [...skills.values()],
      cards: [...cards.values()],
      days: [...days.values()],
      habits: folder.habits(),
    }),
  };
  return folds;
};

const textOf = ({ skills, cards, days, habits }: DerivedState): string => {
  const inOrder = (states: readonly object[]) => states.map(canonicalValue).sort();
  return [inOrder(skills), inOrder(cards), inOrder(days), canonicalValue(habits)].join('\n');
};

/** [D1] At rest all devices of a learner and the service have derived the same, bit by bit as from nothing. */
export const compareDerived = async (world: World, devices: readonly Device[]): Promise<void> => {
  for (const [learner, learnerId] of world.backend.learnerIds.entries()) {
    const rows = await world.backend.stored(learnerId);
    const fromNothing = createFolds();
    fromNothing.take(rows);
    const expected = textOf(fromNothing.derived());
    const there = textOf(await world.backend.derived(learnerId));
    if (there !== expected) world.fail(`the service has derived ${there}, from nothing it is ${expected}`);
    for (const { name, learner: whose, folds } of devices) {
      const here = textOf(folds.derived());
      if (whose === learner && here !== expected)
        world.fail(`${name} has derived ${here}, from nothing it is ${expected}`);
    }
  }
};
