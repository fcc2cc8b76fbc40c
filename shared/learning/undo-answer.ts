import type { Answer } from '../collections/answer.ts';

/** How long an answer whose verdict is shown can be taken back. */
export const UNDO_MS = 10_000;

/** When an answer can no longer be taken back, or null when it can't be at all. */
export const undoableUntil = ({ response, answeredAt }: Pick<Answer, 'response' | 'answeredAt'>): number | null =>
  response === null || answeredAt === null ? null : answeredAt + UNDO_MS;

/**
 * The entry of an answer that was taken back. It counts nowhere, as if it had never been given. Its verdict was seen,
 * though, and so what is answered instead says nothing of what is known: else guessers would only have to undo.
 */
export const undoneAnswer = ({ courseVersion, hintsUsed }: Answer): Answer => ({
  courseVersion,
  response: null,
  hintsUsed,
  durationMs: 0,
  answeredAt: null,
  localDay: null,
  revealed: true,
});

/** The answer of an attempt that was given last, by question id. */
export const lastAnswered = (answers: Readonly<Record<string, Answer>>): string | null => {
  let last: string | null = null;
  for (const [questionId, { answeredAt }] of Object.entries(answers)) {
    if (answeredAt !== null && answeredAt > (last === null ? -1 : (answers[last]?.answeredAt ?? -1))) last = questionId;
  }
  return last;
};
