import type { Attempt } from '../collections/attempts.ts';
import { type AttemptStandings, makeAttemptStandings } from './attempt-standings.ts';
import type { Card, Review } from './card.ts';
import type { DayScore } from './day-scores.ts';
import { cardWith, foldCard } from './fold-card.ts';
import { type AttemptOutcomes, attemptOutcomes, reviewsOf } from './outcomes.ts';
import { type Pace, paceWith, slowAfterMs } from './pace.ts';
import type { QuestionFact } from './question-facts.ts';
import { extendSkill, foldSkillFully, type SkillFold, type SkillState } from './skill-state.ts';
import { changedReviews, changedSkills, type SkillChange } from './what-changed.ts';

/** What is known of an attempt's questions, each as in the course version it was answered from. */
export type FactsOf = (attempt: Attempt) => (questionId: string) => QuestionFact | undefined;

/** `touched` when an attempt that was not completed practised it. */
export type FoldedSkill = SkillState & { touched: boolean };

/** What changed, as it is now; null where nothing speaks of it any more. */
export interface Refolded {
  skills: Map<string, FoldedSkill | null>;
  cards: Map<string, Card | null>;
  days: Map<string, DayScore | null>;
}

/** What one learner's attempts say, kept so that a changed attempt refolds only the skills and cards it speaks of. */
export interface AttemptFolder {
  /** Outcomes and reviews held: what it costs to keep this. */
  readonly size: number;
  /**
   * Takes attempts, new or changed, each as it is now; and by question all reviews given elsewhere, where those are other
   * ones than before.
   */
  take(attempts: readonly Attempt[], factsOf: FactsOf, elsewhere?: ReadonlyMap<string, readonly Review[]>): Refolded;
  /** What streaks and awards are made of, as of all that was taken. */
  standings(): Pick<AttemptStandings, 'days' | 'bettered'> & { skills: SkillState[] };
}

/** [D1] A skill or card goes on from where it was when all that is new comes after it, and else is folded anew. */
export const makeAttemptFolder = (): AttemptFolder => {
  const saidBy = new Map<string, AttemptOutcomes>();
  const bySkill = new Map<string, Set<string>>();
  const byQuestion = new Map<string, Set<string>>();
  const skills = new Map<string, { fold: SkillFold; touches: number }>();
  const cards = new Map<string, Card>();
  const paces = new Map<string, Pace>();
  const reviewsElsewhere = new Map<string, readonly Review[]>();
  const standings = makeAttemptStandings();
  let size = 0;

  const index = (places: Map<string, Set<string>>, keys: Iterable<string>, attemptId: string, there: boolean) => {
    for (const key of keys) {
      const ids = places.get(key) ?? new Set();
      if (there) ids.add(attemptId);
      else ids.delete(attemptId);
      if (ids.size > 0) places.set(key, ids);
      else places.delete(key);
    }
  };
  const put = (attemptId: string, said: AttemptOutcomes, there: boolean) => {
    const skillIds = new Set([...said.outcomes.map(({ skillId }) => skillId), ...said.touchedSkillIds]);
    const questionIds = said.reviews.map(({ questionId }) => questionId);
    index(bySkill, skillIds, attemptId, there);
    index(byQuestion, questionIds, attemptId, there);
    size += (said.outcomes.length + said.reviews.length) * (there ? 1 : -1);
    if (there && skillIds.size + questionIds.length > 0) saidBy.set(attemptId, said);
    else saidBy.delete(attemptId);
  };
  const saidOf = (ids: Set<string> | undefined): AttemptOutcomes[] =>
    [...(ids ?? [])].flatMap((id) => saidBy.get(id) ?? []);

  const foldSkillNow = (skillId: string, { added, anew, touches }: SkillChange): FoldedSkill | null => {
    const sources = bySkill.get(skillId);
    if (!sources) {
      skills.delete(skillId);
      return null;
    }
    const known = skills.get(skillId) ?? { fold: foldSkillFully(skillId, []), touches: 0 };
    const fold =
      (anew ? null : extendSkill(known.fold, added)) ??
      foldSkillFully(
        skillId,
        saidOf(sources).flatMap(({ outcomes }) => outcomes.filter((outcome) => outcome.skillId === skillId)),
      );
    const now = { fold, touches: known.touches + touches };
    skills.set(skillId, now);
    return { ...fold.state, touched: now.touches > 0 };
  };

  const slowAfterOf = (kind: string) => slowAfterMs(paces.get(kind) ?? []);
  const putElsewhere = (questionId: string, reviews: readonly Review[]) => {
    size += reviews.length - (reviewsElsewhere.get(questionId)?.length ?? 0);
    if (reviews.length > 0) reviewsElsewhere.set(questionId, reviews);
    else reviewsElsewhere.delete(questionId);
  };
  const allReviewsOf = (questionId: string): Review[] => [
    ...saidOf(byQuestion.get(questionId))
      .flatMap(reviewsOf)
      .filter((review) => review.questionId === questionId),
    ...(reviewsElsewhere.get(questionId) ?? []),
  ];
  const foldCards = (
    before: AttemptOutcomes[],
    now: AttemptOutcomes[],
    changedElsewhere: Iterable<string>,
  ): Refolded['cards'] => {
    const { gone, added } = changedReviews(before, now);
    const counted = [...gone, ...added].filter(({ right }) => right);
    const slowBefore = new Map(counted.map(({ kind }) => [kind, slowAfterOf(kind)]));
    for (const [reviews, by] of [[gone, -1] as const, [added, 1] as const]) {
      for (const { kind, right, durationMs } of reviews) {
        if (right) paces.set(kind, paceWith(paces.get(kind) ?? [], durationMs, by));
      }
    }
    const anew = new Set([...gone.map(({ questionId }) => questionId), ...changedElsewhere]);
    for (const [kind, slow] of slowBefore) {
      if (slow === slowAfterOf(kind)) continue;
      for (const card of cards.values()) if (card.kind === kind) anew.add(card.questionId);
    }
    const addedTo = new Map<string, Review[]>([...anew].map((questionId) => [questionId, []]));
    for (const review of added) {
      const its = addedTo.get(review.questionId);
      if (its) its.push(review);
      else addedTo.set(review.questionId, [review]);
    }
    const refolded: Refolded['cards'] = new Map();
    for (const [questionId, its] of addedTo) {
      const known = cards.get(questionId) ?? null;
      const card =
        (anew.has(questionId) ? null : cardWith(known, its, slowAfterOf)) ??
        foldCard(allReviewsOf(questionId), slowAfterOf);
      if (card) cards.set(questionId, card);
      else cards.delete(questionId);
      refolded.set(questionId, card);
    }
    return refolded;
  };

  return {
    get size() {
      return size;
    },
    take: (attempts, factsOf, elsewhere = new Map()) => {
      const latest = new Map(attempts.map((attempt) => [attempt.id, attempt]));
      const before = [...latest.keys()].flatMap((id) => saidBy.get(id) ?? []);
      const now = [...latest.values()].map((attempt) => attemptOutcomes(attempt, factsOf(attempt)));
      [...latest.keys()].forEach((id, place) => {
        const said = saidBy.get(id);
        if (said) put(id, said, false);
        const news = now[place];
        if (news) put(id, news, true);
      });
      for (const [questionId, reviews] of elsewhere) putElsewhere(questionId, reviews);
      const changes = changedSkills(before, now);
      return {
        skills: new Map([...changes].map(([skillId, change]) => [skillId, foldSkillNow(skillId, change)])),
        cards: foldCards(before, now, elsewhere.keys()),
        days: standings.take([...latest.values()].map((attempt, place) => [attempt, now[place], factsOf(attempt)])),
      };
    },
    standings: () => ({
      days: standings.days,
      bettered: standings.bettered,
      skills: [...skills.values()].map(({ fold }) => fold.state),
    }),
  };
};
