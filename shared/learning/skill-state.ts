import { DAY_MS, dayNumber } from './local-day.ts';

/** Where an answer stands among all others. */
export interface OutcomeOrder {
  attemptId: string;
  questionId: string;
  /** The attempt's effective instant, ms. */
  at: number;
  /** Tie-breaks of outcomes at the same instant. */
  replicaId: string;
  replicaSeq: number;
  /** Place of the question within its attempt. */
  position: number;
}

/** What one answered question of a completed attempt says about one skill. */
export interface Outcome extends OutcomeOrder {
  skillId: string;
  /** Full score. */
  correct: boolean;
  hinted: boolean;
  /** The chance of being right by guessing alone, in (0, 1). */
  guess: number;
  /** The learner's own date of answering. */
  localDay: string;
  durationMs: number;
}

export type SkillStatus = 'not_started' | 'in_progress' | 'mastered' | 'review_needed';

/**
 * The numbers of the model, stamped on every state made with them.
 * slip, learn and initial knowledge: Bayesian knowledge tracing (Corbett & Anderson 1995) with cautious common values.
 * The evidence gate is a CUSUM of log-likelihood ratios (Page 1954), a learner who knows 90 % against one who guesses:
 * knowledge tracing alone certifies two in five of those who toss a coin over true/false questions.
 */
export const SKILL_POLICY = {
  version: 2,
  slip: 0.1,
  learn: 0.15,
  initial: 0.2,
  knownRate: 0.9,
  masteredAt: 0.95,
  evidence: 5.2,
  questions: 5,
  window: 5,
  windowCorrect: 4,
  days: 2,
  lostBelow: 0.8,
  /** Days until retrievability first falls to 90 %. */
  firstStability: 7,
  growth: 2.2,
  reviewBelow: 0.8,
} as const;
export type SkillPolicy = { readonly [Name in keyof typeof SKILL_POLICY]: number };

export interface SkillState {
  skillId: string;
  policy: number;
  /** Probability that the skill is known. */
  p: number;
  /** Evidence against guessing. */
  evidence: number;
  /** The last results, oldest first. */
  recent: boolean[];
  /** Distinct questions and distinct local days with a right answer. */
  questions: number;
  days: number;
  /** Outcomes counted. */
  items: number;
  mastered: boolean;
  /** In days, once mastered; else null. */
  stability: number | null;
  /** The instant of the last right answer. */
  lastGoodAt: number | null;
  /** The local days on which it was first mastered, and first brought back after it had faded: what awards are for. */
  masteredDay: string | null;
  restoredDay: string | null;
  /** When retrievability falls below the review threshold, ms; null while not mastered. The status is computed from it. */
  dueAt: number | null;
  lastAt: number | null;
}

const round6 = (value: number): number => Math.round(value * 1e6) / 1e6;

/** Retrievability after `days` without practice: the power forgetting curve of FSRS-4.5, R = (1 + 19/81 · t/S)^-0.5. */
export const retrievability = (days: number, stability: number): number =>
  (1 + ((19 / 81) * Math.max(0, days)) / stability) ** -0.5;

/** The instant at which retrievability reaches `threshold`: the curve above, solved for t. */
const dueAfter = (lastGoodAt: number, stability: number, threshold: number): number =>
  Math.round(lastGoodAt + (stability / (19 / 81)) * (threshold ** -2 - 1) * DAY_MS);

const textOrder = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** The one order in which outcomes count, whatever order they arrived in. */
export const compareOutcomes = (a: OutcomeOrder, b: OutcomeOrder): number =>
  a.at - b.at ||
  textOrder(a.replicaId, b.replicaId) ||
  a.replicaSeq - b.replicaSeq ||
  textOrder(a.attemptId, b.attemptId) ||
  a.position - b.position ||
  textOrder(a.questionId, b.questionId);

/** [D1] Outcomes in canonical order, each (attempt, question, skill) once. */
export const canonicalOutcomes = (outcomes: Iterable<Outcome>): Outcome[] => {
  const byId = new Map<string, Outcome>();
  for (const outcome of outcomes) byId.set(`${outcome.attemptId}/${outcome.questionId}/${outcome.skillId}`, outcome);
  return [...byId.values()].sort(compareOutcomes);
};

/** One step of knowledge tracing: Bayes on the answer, then the chance of having learnt from it. */
const trace = (p: number, correct: boolean, guess: number, { slip, learn }: SkillPolicy): number => {
  const posterior = correct
    ? (p * (1 - slip)) / (p * (1 - slip) + (1 - p) * guess)
    : (p * slip) / (p * slip + (1 - p) * (1 - guess));
  return round6(posterior + (1 - posterior) * learn);
};

const weigh = (evidence: number, correct: boolean, guess: number, { knownRate }: SkillPolicy): number =>
  round6(Math.max(0, evidence + (correct ? Math.log(knownRate / guess) : Math.log((1 - knownRate) / (1 - guess)))));

/**
 * What must be remembered beside a state so that later outcomes can be added to it. Of the days only the last few are
 * kept: an outcome that names an earlier one (a clock set wrong) has the skill folded anew.
 */
export interface SkillTrail {
  last: OutcomeOrder | null;
  questionIds: string[];
  /** 'day/question' of the last days, and the last days with a right answer. */
  seen: string[];
  rightDays: string[];
  /** The earliest day of which all is kept, by number; null: everything is. */
  since: number | null;
}

/** A state with its trail: a fold that can be gone on with. */
export interface SkillFold {
  state: SkillState;
  trail: SkillTrail;
}

/** Zones lie within a day of each other on either side. */
const KEPT_DAYS = 3;

const nothing = (skillId: string, policy: SkillPolicy): SkillFold => ({
  state: {
    skillId,
    policy: policy.version,
    p: policy.initial,
    evidence: 0,
    recent: [],
    questions: 0,
    days: 0,
    items: 0,
    mastered: false,
    stability: null,
    lastGoodAt: null,
    masteredDay: null,
    restoredDay: null,
    dueAt: null,
    lastAt: null,
  },
  trail: { last: null, questionIds: [], seen: [], rightDays: [], since: null },
});

/**
 * A skill with outcomes added that all come after those it has; null where all must be folded anew. Only a question's
 * first outcome on a local day is evidence, so drilling one question proves nothing; a right answer after a hint counts
 * as wrong.
 */
export const extendSkill = (
  from: SkillFold,
  added: Iterable<Outcome>,
  policy: SkillPolicy = SKILL_POLICY,
): SkillFold | null => {
  const { skillId } = from.state;
  const { last: lastBefore, since } = from.trail;
  const outcomes = canonicalOutcomes(added).filter((outcome) => outcome.skillId === skillId);
  const [first] = outcomes;
  if (!first) return from;
  if (from.state.policy !== policy.version || (lastBefore && compareOutcomes(lastBefore, first) >= 0)) return null;

  const state = { ...from.state };
  const seenToday = new Set(from.trail.seen);
  const questions = new Set(from.trail.questionIds);
  const rightDays = new Set(from.trail.rightDays);
  let latestDay = since === null ? Number.NEGATIVE_INFINITY : since + KEPT_DAYS - 1;

  for (const outcome of outcomes) {
    const day = dayNumber(outcome.localDay);
    if (since !== null && day < since) return null;
    latestDay = Math.max(latestDay, day);
    const firstToday = `${outcome.localDay}/${outcome.questionId}`;
    if (seenToday.has(firstToday)) continue;
    seenToday.add(firstToday);

    const correct = outcome.correct && !outcome.hinted;
    state.p = trace(state.p, correct, outcome.guess, policy);
    state.evidence = weigh(state.evidence, correct, outcome.guess, policy);
    state.recent = [...state.recent, correct].slice(-policy.window);
    questions.add(outcome.questionId);
    if (correct && !rightDays.has(outcome.localDay)) {
      rightDays.add(outcome.localDay);
      state.days += 1;
    }
    state.items += 1;
    state.lastAt = outcome.at;

    if (state.mastered && state.p < policy.lostBelow) {
      Object.assign(state, { mastered: false, recent: [], evidence: 0, stability: null });
    } else if (state.mastered && correct) {
      const stability = state.stability ?? policy.firstStability;
      if (state.lastGoodAt !== null && outcome.at > dueAfter(state.lastGoodAt, stability, policy.reviewBelow))
        state.restoredDay ??= outcome.localDay;
      const rested = (outcome.at - (state.lastGoodAt ?? outcome.at)) / DAY_MS;
      // Recalling what was nearly forgotten strengthens most; recalling what is fresh hardly at all.
      const gain = Math.min(1, (1 - retrievability(rested, stability)) / 0.1);
      state.stability = round6(stability * (1 + (policy.growth - 1) * gain));
    } else if (!state.mastered && isMastered(state, questions.size, state.days, policy)) {
      Object.assign(state, { mastered: true, stability: policy.firstStability });
      state.masteredDay ??= outcome.localDay;
    }
    if (correct) state.lastGoodAt = outcome.at;
  }
  state.questions = questions.size;
  state.dueAt =
    state.mastered && state.stability !== null && state.lastGoodAt !== null
      ? dueAfter(state.lastGoodAt, state.stability, policy.reviewBelow)
      : null;
  const { attemptId, questionId, at, replicaId, replicaSeq, position } = outcomes.at(-1) ?? first;
  const keptSince = latestDay - KEPT_DAYS + 1;
  const isKept = (text: string) => dayNumber(text.slice(0, 10)) >= keptSince;
  return {
    state,
    trail: {
      last: { attemptId, questionId, at, replicaId, replicaSeq, position },
      questionIds: [...questions].sort(),
      seen: [...seenToday].filter(isKept).sort(),
      rightDays: [...rightDays].filter(isKept).sort(),
      since: keptSince,
    },
  };
};

/** One skill from all its outcomes, in a form that can be gone on with. */
export const foldSkillFully = (
  skillId: string,
  outcomes: Iterable<Outcome>,
  policy: SkillPolicy = SKILL_POLICY,
): SkillFold => extendSkill(nothing(skillId, policy), outcomes, policy) ?? nothing(skillId, policy);

/** The state of one skill from all its outcomes. */
export const foldSkill = (skillId: string, outcomes: Iterable<Outcome>, policy?: SkillPolicy): SkillState =>
  foldSkillFully(skillId, outcomes, policy).state;

const isMastered = (state: SkillState, questions: number, days: number, policy: SkillPolicy): boolean =>
  state.p >= policy.masteredAt &&
  state.evidence >= policy.evidence &&
  questions >= policy.questions &&
  state.recent.filter(Boolean).length >= policy.windowCorrect &&
  days >= policy.days;

/**
 * The status to show at an instant. `touched`: answered something in an attempt that was not completed, which starts a
 * skill but never lowers it. [D1] Computed when looked at, never stored.
 */
export const skillStatus = (
  state: Pick<SkillState, 'items' | 'mastered' | 'dueAt'> | undefined,
  asOf: number,
  touched = false,
): SkillStatus => {
  if (!state || state.items === 0) return touched ? 'in_progress' : 'not_started';
  if (!state.mastered) return 'in_progress';
  return state.dueAt !== null && asOf > state.dueAt ? 'review_needed' : 'mastered';
};
