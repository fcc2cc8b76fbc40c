import { type Card, isLeech, recallOn } from './card.ts';

export interface DueReviews {
  /** What to ask today, weakest first: today's share of what waits, then what went wrong today. */
  today: Card[];
  /** All that is due, today's share included. */
  waiting: number;
  /** More is due than a day's work: it is spread over this many days, today included. 1 when it is not. */
  days: number;
  /** Reviews a day while it is spread. */
  perDay: number;
  /** Reviews done today that were due. */
  done: number;
  /** Forgotten again and again: to be explained, not asked. */
  leeches: Card[];
}

/** A review costs about as much as this, with reading what came of it. */
const REVIEW_MS = 20_000;
/** Reviews may take this share of the minutes a learner wants to spend a day. */
const SHARE = 0.6;
const LEAST_A_DAY = 8;

/** How many reviews a day are enough, from the minutes a learner wants to spend. */
export const reviewsPerDay = (dailyMinutes: number): number =>
  Math.max(LEAST_A_DAY, Math.floor((dailyMinutes * 60_000 * SHARE) / REVIEW_MS));

/** Lowest chance of recall first. */
export const weakestCardFirst =
  (day: number) =>
  (a: Card, b: Card): number =>
    recallOn(a, day) - recallOn(b, day) || a.dueDay - b.dueDay || (a.questionId < b.questionId ? -1 : 1);

/**
 * The reviews of a local day (by its number), out of the cards given. After a break they are spread over
 * ceil(backlog / cap) days: what was done today already counts towards today's share, so it never grows by working.
 */
export const dueReviews = (cards: Iterable<Card>, day: number, cap: number): DueReviews => {
  const old: Card[] = [];
  const fresh: Card[] = [];
  const leeches: Card[] = [];
  let done = 0;
  for (const card of cards) {
    if (card.keptDay === day) done += 1;
    if (card.dueDay > day) continue;
    if (isLeech(card)) leeches.push(card);
    else (card.lastDay >= day ? fresh : old).push(card);
  }
  const order = weakestCardFirst(day);
  const backlog = old.length + done;
  const days = Math.max(1, Math.ceil(backlog / cap));
  const perDay = Math.ceil(backlog / days);
  const share = old.sort(order).slice(0, Math.max(0, perDay - done));
  return {
    today: [...share, ...fresh.sort(order)],
    waiting: old.length + fresh.length,
    days,
    perDay,
    done,
    leeches: leeches.sort(order),
  };
};
