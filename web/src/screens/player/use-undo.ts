import { lastAnswered, undoableUntil } from '@hornbook/shared/learning/undo-answer.ts';
import { useEffect, useState } from 'react';
import type { Played } from './played.ts';

/** The question whose answer can be taken back at this moment, or null. What is stored says so, also after a reload. */
export const useUndoable = ({ view, rules }: Played): string | null => {
  const { attempt, offsetMs } = view;
  const questionId = rules.feedback === 'each' ? lastAnswered(attempt.answers) : null;
  const answer = questionId === null ? undefined : attempt.answers[questionId];
  const until = answer ? (undoableUntil(answer) ?? 0) - offsetMs : 0;
  const [, setExpired] = useState(0);
  useEffect(() => {
    const left = until - Date.now();
    if (left <= 0) return;
    const timer = setTimeout(() => setExpired(until), left);
    return () => clearTimeout(timer);
  }, [until]);
  return until > Date.now() ? questionId : null;
};
