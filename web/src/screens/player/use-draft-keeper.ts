import type { Response } from '@hornbook/shared/grading/response.ts';
import { useEffect, useRef, useState } from 'react';
import { keepDraft } from '../../data/commands/keep-draft.ts';
import { createLatestKeeper } from './keep-latest.ts';

interface Draft {
  questionId: string | null;
  responses: Readonly<Record<string, Response | null>>;
}

/**
 * Keeps where the learner is and what is typed, with every change: a phone may kill the page at any moment without
 * another word, and a program is the work of an hour.
 */
export const useDraftKeeper = (attemptId: string, draft: Draft): void => {
  const [keeper] = useState(() => createLatestKeeper((latest: Draft) => keepDraft(attemptId, latest)));
  const kept = useRef<Draft | null>(null);
  const { questionId, responses } = draft;
  useEffect(() => {
    if (kept.current?.questionId === questionId && kept.current.responses === responses) return;
    kept.current = { questionId, responses };
    keeper.keep(kept.current);
  }, [keeper, questionId, responses]);
  useEffect(() => {
    const { flush } = keeper;
    const hide = () => {
      if (document.visibilityState === 'hidden') flush();
    };
    document.addEventListener('visibilitychange', hide);
    addEventListener('pagehide', flush);
    return () => {
      document.removeEventListener('visibilitychange', hide);
      removeEventListener('pagehide', flush);
      flush();
    };
  }, [keeper]);
};
