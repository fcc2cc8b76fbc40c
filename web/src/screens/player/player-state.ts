import type { Response } from '@hornbook/shared/grading/response.ts';
import type { PlayRules } from './play-rules.ts';

/*
 *             respond                 check / next                 stored
 *  asking ───────────────► asking ─────────────────► saving ─────────────────► answered ──► next question
 *     ▲                                                 │                      (feedback each: with its verdict)
 *     └──────────── problem (empty, no room) ◄──────────┘
 *
 * What was answered is in the attempt's row, and only there. The state adds what a row can't know: where the learner is
 * looking, what is typed and not stored yet, and what stands in the way.
 */

export type Problem = 'empty' | 'not-a-number' | 'not-run' | 'unfinished' | 'no-room' | 'storage';

export interface PlayerState {
  /** Index of the question on screen; the number of questions stands for the page before the end. */
  at: number;
  /** What is in the fields and not stored yet, by question id; null where a field was emptied. */
  drafts: Readonly<Record<string, Response | null>>;
  /** Stored a moment ago: the row says the same as soon as its query has run again. */
  saved: Readonly<Record<string, Response>>;
  busy: boolean;
  problem: Problem | null;
}

/** What is played: its rules, and each question with the response its row has. */
export interface Play {
  rules: PlayRules;
  questions: readonly { id: string; stored: Response | null }[];
}

export type PlayerEvent =
  | { type: 'respond'; questionId: string; response: Response | null }
  | { type: 'save' }
  | { type: 'saved'; questionId: string; response: Response }
  | { type: 'undone'; questionId: string; response: Response | null }
  | { type: 'refuse'; problem: Problem }
  | { type: 'settle' }
  | { type: 'go'; to: number };

const without = <T>(entries: Readonly<Record<string, T>>, key: string): Record<string, T> =>
  Object.fromEntries(Object.entries(entries).filter(([id]) => id !== key));

export const reducePlayer = (state: PlayerState, event: PlayerEvent): PlayerState => {
  switch (event.type) {
    case 'respond':
      // While it is being stored, what is in the field must stay what is stored.
      if (state.busy) return state;
      return { ...state, drafts: { ...state.drafts, [event.questionId]: event.response }, problem: null };
    case 'save':
      return { ...state, busy: true, problem: null };
    case 'saved':
      return {
        ...state,
        busy: false,
        problem: null,
        drafts: without(state.drafts, event.questionId),
        saved: { ...state.saved, [event.questionId]: event.response },
      };
    case 'undone':
      // What was answered is in the field again, to be put right.
      return {
        ...state,
        drafts: { ...state.drafts, [event.questionId]: event.response },
        saved: without(state.saved, event.questionId),
        problem: null,
      };
    case 'refuse':
      return { ...state, busy: false, problem: event.problem };
    case 'settle':
      return { ...state, busy: false, problem: null };
    case 'go':
      return { ...state, at: event.to, problem: null };
  }
};

/** Where a player begins, or goes on after a reload or a crash: at the question it was at, with what was typed. */
export const resumePlayer = (
  play: Play,
  draft: { questionId: string | null; responses: Readonly<Record<string, Response | null>> } | null,
): PlayerState => {
  const remembered = play.questions.findIndex(({ id }) => id === draft?.questionId);
  const open = play.questions.findIndex(({ stored }) => stored === null);
  const end = play.rules.feedback === 'end' ? play.questions.length : Math.max(0, play.questions.length - 1);
  const isOpen = (id: string) =>
    play.questions.some(
      (question) => question.id === id && (question.stored === null || play.rules.feedback === 'end'),
    );
  return {
    at: remembered >= 0 ? remembered : open >= 0 ? open : end,
    drafts: Object.fromEntries(Object.entries(draft?.responses ?? {}).filter(([id]) => isOpen(id))),
    saved: {},
    busy: false,
    problem: null,
  };
};

/** The stored response to the nth question, or null. */
export const storedAt = (state: PlayerState, play: Play, index: number): Response | null => {
  const question = play.questions[index];
  return question ? (question.stored ?? state.saved[question.id] ?? null) : null;
};

/** What the nth question's field shows: what is being typed, else what is stored. */
export const responseAt = (state: PlayerState, play: Play, index: number): Response | null => {
  const id = play.questions[index]?.id;
  const draft = id === undefined ? undefined : state.drafts[id];
  return draft === undefined ? storedAt(state, play, index) : draft;
};

/** Indexes of questions without a stored answer. */
export const openQuestions = (state: PlayerState, play: Play): number[] =>
  play.questions.map((_, index) => index).filter((index) => storedAt(state, play, index) === null);

/**
 * What the one button at the bottom does. `check` stores and shows the verdict; `next`, `end` and `finish` store what
 * is in the field and go on to the next question, the page before the end, the results; `skip` stores nothing.
 */
export type Primary = 'check' | 'continue' | 'next' | 'skip' | 'end' | 'finish';

export const primaryOf = (state: PlayerState, play: Play): Primary => {
  const { at } = state;
  const count = play.questions.length;
  if (at >= count) return 'finish';
  const open = openQuestions(state, play);
  if (play.rules.feedback === 'each') {
    if (storedAt(state, play, at) === null) return 'check';
    return open.length > 0 ? 'continue' : 'finish';
  }
  const isLast = at === count - 1;
  const isEmpty = responseAt(state, play, at) === null && storedAt(state, play, at) === null;
  if (isEmpty) return isLast ? 'end' : 'skip';
  if (!isLast) return 'next';
  return play.rules.endPage || open.some((index) => index !== at) ? 'end' : 'finish';
};

/** Where `continue`, `next`, `skip` and `end` lead. */
export const nextPlace = (state: PlayerState, play: Play): number => {
  if (play.rules.feedback === 'end') return Math.min(state.at + 1, play.questions.length);
  const open = openQuestions(state, play);
  return open.find((index) => index > state.at) ?? open[0] ?? state.at;
};
