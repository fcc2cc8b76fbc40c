import { useCallback, useEffect, useRef } from 'react';
import { type ActiveTime, beginActive, noteActive, pauseActive } from './active-time.ts';

const signs = ['pointerdown', 'keydown', 'scroll'] as const;

/** Measures the active time on one question; the returned function tells it so far. */
export const useActiveTime = (questionId: string | undefined): (() => number) => {
  const time = useRef<ActiveTime>({ totalMs: 0, seenAt: null });
  // biome-ignore lint/correctness/useExhaustiveDependencies: another question is another measurement.
  useEffect(() => {
    time.current = beginActive(performance.now());
    const note = () => {
      time.current = noteActive(time.current, performance.now());
    };
    const look = () => {
      if (document.visibilityState === 'visible') note();
      else time.current = pauseActive(time.current, performance.now());
    };
    for (const sign of signs) addEventListener(sign, note, { passive: true, capture: true });
    document.addEventListener('visibilitychange', look);
    return () => {
      for (const sign of signs) removeEventListener(sign, note, { capture: true });
      document.removeEventListener('visibilitychange', look);
    };
  }, [questionId]);
  return useCallback(() => {
    time.current = noteActive(time.current, performance.now());
    return time.current.totalMs;
  }, []);
};
