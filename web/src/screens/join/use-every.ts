import { useEffect, useRef } from 'react';

/** Does `work` every `ms` while `ms` is given, never twice at once, and not while nobody looks. */
export const useEvery = (ms: number | null, work: () => Promise<unknown>): void => {
  const latest = useRef(work);
  latest.current = work;
  useEffect(() => {
    if (ms === null) return;
    let timer: ReturnType<typeof setTimeout>;
    let stopped = false;
    const turn = async () => {
      if (document.visibilityState === 'visible') await latest.current();
      if (!stopped) timer = setTimeout(turn, ms);
    };
    timer = setTimeout(turn, ms);
    return () => {
      stopped = true;
      clearTimeout(timer);
    };
  }, [ms]);
};
