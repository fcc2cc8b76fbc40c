import { comparedWith } from '@hornbook/shared/pronunciation/compared-with.ts';
import { decide, limitsFor, placeAmong } from '@hornbook/shared/pronunciation/judge.ts';
import { listen } from '@hornbook/shared/pronunciation/listen.ts';
import { bands } from '@hornbook/shared/pronunciation/method.ts';
import type { References } from '@hornbook/shared/pronunciation/references.ts';
import { areaUnderCurve, equalErrorRate, round } from './figures.ts';

export interface Take {
  /** Index of the phrase that was said. */
  phrase: number;
  samples: Float32Array;
}

type Outcome = (typeof bands)[number] | 'unusable';
const outcomes: readonly Outcome[] = [...bands, 'unusable'];
export type Counts = Record<Outcome, number>;

export interface Trial {
  /** Places among the others: of the phrase that was said, and of every other as if it had been asked for. */
  same: number[];
  other: number[];
  /** Outcomes when the phrase that was said was asked for, and when another was. */
  right: Counts;
  wrong: Counts;
  /** How often each phrase (row) was nearest to each (column). */
  confusion: number[][];
  ms: number[];
}

const none = (): Counts => ({ matches: 0, close: 0, different: 0, unusable: 0 });

/** Judges every take as each phrase of the references in turn, or as the first so many. */
export const tryTakes = (takes: readonly Take[], references: References, asked = Number.POSITIVE_INFINITY): Trial => {
  const size = references.phrases.length;
  const trial: Trial = {
    same: [],
    other: [],
    right: none(),
    wrong: none(),
    confusion: Array.from({ length: size }, () => new Array(size).fill(0)),
    ms: [],
  };
  for (const { phrase, samples } of takes) {
    const before = performance.now();
    const heard = listen(samples, references);
    trial.ms.push(performance.now() - before);
    const distances = heard.kind === 'heard' ? heard.nearest.map(({ distance }) => distance) : null;
    for (let target = 0; target < Math.min(size, asked); target++) {
      const outcome = distances ? decide(distances, target, limitsFor(references)).band : 'unusable';
      (target === phrase ? trial.right : trial.wrong)[outcome]++;
      if (distances) (target === phrase ? trial.same : trial.other).push(placeAmong(distances, target));
    }
    if (!distances) continue;
    const row = trial.confusion[phrase];
    const nearest = distances.indexOf(Math.min(...distances));
    if (row) row[nearest] = (row[nearest] ?? 0) + 1;
  }
  return trial;
};

/** Judges every take by each phrase as if its course had no other. */
export const tryAlone = (takes: readonly Take[], { type, phrases }: References): Trial =>
  joined(
    phrases.map((alone, index) =>
      tryTakes(
        takes.map(({ phrase, samples }) => ({ phrase: phrase === index ? 0 : -1, samples })),
        { type, phrases: comparedWith([alone], []) },
        1,
      ),
    ),
  );

/** Several trials as one. */
export const joined = (trials: readonly Trial[]): Trial => {
  const sum = (of: (trial: Trial) => Counts): Counts =>
    Object.fromEntries(
      outcomes.map((outcome) => [outcome, trials.reduce((total, trial) => total + of(trial)[outcome], 0)]),
    ) as Counts;
  return {
    same: trials.flatMap(({ same }) => same),
    other: trials.flatMap(({ other }) => other),
    right: sum(({ right }) => right),
    wrong: sum(({ wrong }) => wrong),
    confusion: (trials[0]?.confusion ?? []).map((row, phrase) =>
      row.map((_, heard) => trials.reduce((total, { confusion }) => total + (confusion[phrase]?.[heard] ?? 0), 0)),
    ),
    ms: trials.flatMap(({ ms }) => ms),
  };
};

export const share = (counts: Counts, outcome: Outcome): number => {
  const total = outcomes.reduce((sum, each) => sum + counts[each], 0);
  return total === 0 ? 0 : counts[outcome] / total;
};

/** The figures of a trial, rounded for people and JSON alike. */
export const figuresOf = ({ same, other, right, wrong, confusion }: Trial) => ({
  auc: round(areaUnderCurve(same, other)),
  eer: round(equalErrorRate(same, other)),
  nearestRight: round(
    confusion.reduce((sum, row, phrase) => sum + (row[phrase] ?? 0), 0) /
      Math.max(
        1,
        confusion.flat().reduce((a, b) => a + b, 0),
      ),
  ),
  rightMatches: round(share(right, 'matches')),
  rightClose: round(share(right, 'close')),
  rightUnusable: round(share(right, 'unusable')),
  wrongMatches: round(share(wrong, 'matches')),
});
