import { useEffect, useRef } from 'react';

const FIRST_MS = 2_000;
const LONGEST_MS = 60_000;

/** Asks again after an answer that was lost on its way, later each time: nothing else would tell that it was. */
export const useRetry = (answer: { kind: string } | null | undefined, again: () => void): void => {
  const lost = useRef(0);
  const latest = useRef(again);
  latest.current = again;
  useEffect(() => {
    if (!answer) return;
    if (answer.kind !== 'unreachable') {
      lost.current = 0;
      return;
    }
    const timer = setTimeout(() => latest.current(), Math.min(LONGEST_MS, FIRST_MS * 2 ** lost.current));
    lost.current += 1;
    return () => clearTimeout(timer);
  }, [answer]);
};
