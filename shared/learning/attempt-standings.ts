import type { Attempt } from '../collections/attempts.ts';
import { scoreAttempt } from './attempt-standing.ts';
import { type AttemptTally, type DayScore, firstBetteredDay, foldDay, tallyAttempt } from './day-scores.ts';
import type { AttemptOutcomes } from './outcomes.ts';
import type { QuestionFact } from './question-facts.ts';

type Taken = readonly [
  attempt: Attempt,
  said: AttemptOutcomes | undefined,
  factOf: (questionId: string) => QuestionFact | undefined,
];

/** What completed attempts come to by local day and by activity, kept so that a changed one touches only its own. */
export interface AttemptStandings {
  readonly days: DayScore[];
  /** The local day on which each activity's result was first bettered, in order. */
  readonly bettered: string[];
  /** The days that changed, as they are now; null where nothing is left. */
  take(attempts: readonly Taken[]): Map<string, DayScore | null>;
}

interface Kept {
  tally: AttemptTally;
  /** Null where no result counts. */
  percent: number | null;
}

export const makeAttemptStandings = (): AttemptStandings => {
  const kept = new Map<string, Kept>();
  const byDay = new Map<string, Map<string, Kept>>();
  const byActivity = new Map<string, Map<string, Kept>>();
  const days = new Map<string, DayScore>();
  const bettered = new Map<string, string>();

  const place = (places: Map<string, Map<string, Kept>>, key: string, id: string, one: Kept | null) => {
    const there = places.get(key) ?? new Map<string, Kept>();
    if (one) places.set(key, there.set(id, one));
    else if (there.delete(id) && there.size === 0) places.delete(key);
  };
  const put = (id: string, { tally }: Kept, one: Kept | null) => {
    place(byDay, tally.localDay, id, one);
    place(byActivity, tally.activityId, id, one);
    if (one) kept.set(id, one);
    else kept.delete(id);
  };

  return {
    get days() {
      return [...days.values()];
    },
    get bettered() {
      return [...bettered.values()].sort();
    },
    take: (attempts) => {
      const staleDays = new Set<string>();
      const staleActivities = new Set<string>();
      for (const [attempt, said, factOf] of attempts) {
        const before = kept.get(attempt.id);
        const now = said ? keep(attempt, said, factOf) : null;
        if (JSON.stringify(before ?? null) === JSON.stringify(now)) continue;
        for (const one of [before, now]) {
          if (!one) continue;
          staleDays.add(one.tally.localDay);
          staleActivities.add(one.tally.activityId);
        }
        if (before) put(attempt.id, before, null);
        if (now) put(attempt.id, now, now);
      }
      for (const activityId of staleActivities) {
        const results = [...(byActivity.get(activityId)?.values() ?? [])].flatMap(({ tally, percent }) =>
          percent === null ? [] : [{ localDay: tally.localDay, percent }],
        );
        const day = firstBetteredDay(results);
        if (day === null) bettered.delete(activityId);
        else bettered.set(activityId, day);
      }
      const changed = new Map<string, DayScore | null>();
      for (const localDay of staleDays) {
        const its = byDay.get(localDay);
        const day = its
          ? foldDay(
              localDay,
              [...its.values()].map(({ tally }) => tally),
            )
          : null;
        if (day) days.set(localDay, day);
        else days.delete(localDay);
        changed.set(localDay, day);
      }
      return changed;
    },
  };
};

const keep = (attempt: Attempt, said: AttemptOutcomes, factOf: Taken[2]): Kept | null => {
  if (attempt.status !== 'completed' || attempt.deletedAt !== null) return null;
  const facts = new Map(
    attempt.questionIds.flatMap((id) => {
      const fact = factOf(id);
      return fact ? [[id, fact] as const] : [];
    }),
  );
  const score = scoreAttempt(attempt, facts);
  const tally = tallyAttempt(attempt, said, score);
  return tally && { tally, percent: attempt.completedAt !== null && score.kind === 'scored' ? score.percent : null };
};
