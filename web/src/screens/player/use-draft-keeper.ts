import type { Response } from '@hornbook/shared/grading/response.ts';
import { useCallback, useEffect, useRef } from 'react';
import { keepDraft } from '../../data/commands/keep-draft.ts';

const restMs = 250;

interface Draft {
  questionId: string | null;
  responses: Readonly<Record<string, Response | null>>;
}

/**
 * Keeps where the learner is, at once, and what is typed, soon after each change and when the page is hidden: a phone may
 * kill it from then on without another word.
 */
export const useDraftKeeper = (attemptId: string, draft: Draft): void => {
  const latest = useRef(draft);
  const kept = useRef('');
  latest.current = draft;
  const keep = useCallback(() => {
    const text = JSON.stringify(latest.current);
    if (text === kept.current) return;
    kept.current = text;
    void keepDraft(attemptId, latest.current);
  }, [attemptId]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: each question is a place to come back to.
  useEffect(keep, [keep, draft.questionId]);
  const text = JSON.stringify(draft);
  // biome-ignore lint/correctness/useExhaustiveDependencies: each change starts the rest anew.
  useEffect(() => {
    const timer = setTimeout(keep, restMs);
    return () => clearTimeout(timer);
  }, [keep, text]);
  useEffect(() => {
    const hide = () => {
      if (document.visibilityState === 'hidden') keep();
    };
    document.addEventListener('visibilitychange', hide);
    addEventListener('pagehide', keep);
    return () => {
      document.removeEventListener('visibilitychange', hide);
      removeEventListener('pagehide', keep);
      keep();
    };
  }, [keep]);
};
