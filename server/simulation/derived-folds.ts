import type { Attempt } from '@hornbook/shared/collections/attempts.ts';
import type { AnyRow } from '@hornbook/shared/collections/define-collection.ts';
import { type FactsOf, type FoldedSkill, makeAttemptFolder } from '@hornbook/shared/learning/attempt-folder.ts';
import type { Card } from '@hornbook/shared/learning/card.ts';
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

export interface Derived {
  skills: Map<string, FoldedSkill>;
  cards: Map<string, Card>;
}

/** What a device, or the service, folds as its attempts change. */
export interface Folds {
  /** Attempts as they are now; null for one that is gone. */
  take(attempts: Iterable<readonly [key: string, row: AnyRow | null]>): void;
  /** Forgets everything, as derived state may be at any time. */
  restart(attempts: Iterable<readonly [key: string, row: AnyRow | null]>): void;
  derived(): Derived;
}

export const createFolds = (): Folds => {
  let folder = makeAttemptFolder();
  let derived: Derived = { skills: new Map(), cards: new Map() };
  const latest = new Map<string, Attempt>();
  const folds: Folds = {
    take: (attempts) => {
      const changed: Attempt[] = [];
      for (const [key, row] of attempts) {
        const before = latest.get(key);
        // One that is gone says nothing any more, like one that was deleted.
        const now = row ? (row as Attempt) : before && { ...before, deletedAt: 0 };
        if (row) latest.set(key, row as Attempt);
        if (now) changed.push(now);
      }
      const { skills, cards } = folder.take(changed, simulatedFacts);
      for (const [id, state] of skills)
        if (state) derived.skills.set(id, state);
        else derived.skills.delete(id);
      for (const [id, card] of cards)
        if (card) derived.cards.set(id, card);
        else derived.cards.delete(id);
    },
    restart: (attempts) => {
      folder = makeAttemptFolder();
      derived = { skills: new Map(), cards: new Map() };
      latest.clear();
      folds.take(attempts);
    },
    derived: () => derived,
  };
  return folds;
};

const textOf = ({ skills, cards }: Derived): string => {
  const byId = (one: readonly [string, unknown], other: readonly [string, unknown]) => (one[0] < other[0] ? -1 : 1);
  return canonicalValue([[...skills].sort(byId), [...cards].sort(byId)]);
};

/** [D1] At rest all devices of a learner and the service have derived the same, bit by bit as from nothing. */
export const compareDerived = async (world: World, devices: readonly Device[]): Promise<void> => {
  for (const [learner, learnerId] of world.backend.learnerIds.entries()) {
    const rows = await world.backend.stored(learnerId);
    const attempts = rows.filter(({ collection }) => collection === 'attempts');
    const fromNothing = createFolds();
    fromNothing.take(attempts.map(({ key, row }) => [key, row]));
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
