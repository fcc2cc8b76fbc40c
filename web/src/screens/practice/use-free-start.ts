import type { FreeMode } from '@hornbook/shared/learning/pick-questions.ts';
import { useLingui } from '@lingui/react/macro';
import { useRef } from 'react';
import { useLocation } from 'wouter';
import { startFreeAttempt } from '../../data/commands/practise-freely.ts';
import { showToast } from '../../ui-state/toasts.ts';

/** Starts a free attempt, or goes on with the one that is open, and shows its questions. */
export const useFreeStart = () => {
  const { t } = useLingui();
  const [, navigate] = useLocation();
  const starting = useRef(false);
  return async (mode: FreeMode, options?: { only: string }): Promise<void> => {
    // A double tap begins one attempt.
    if (starting.current) return;
    starting.current = true;
    const outcome = await startFreeAttempt(mode, options).finally(() => {
      starting.current = false;
    });
    if (outcome.kind === 'started' || outcome.kind === 'resumed') navigate(`/attempts/${outcome.attemptId}`);
    else if (outcome.kind === 'nothing') showToast(t`There is nothing left to ask.`);
    else showToast(t`It could not be begun: there is no room to keep your answers. Make some room, then try again.`);
  };
};
