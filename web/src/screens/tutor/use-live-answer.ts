import { useEffect, useState } from 'react';
import { watchAnswer } from '../../data/commands/watch-tutor.ts';

export interface LiveAnswer {
  /** What has come of it so far. */
  text: string;
  /** `away`: the service can't be reached. */
  phase: 'asking' | 'coming' | 'away';
}

const AGAIN_MS = 3_000;

/**
 * The answer to a question while it comes. Only a view of it: the answer itself comes as a row, so one who misses some of
 * this misses nothing.
 */
export const useLiveAnswer = (questionId: string | null): LiveAnswer => {
  const [state, setState] = useState<{ questionId: string; live: LiveAnswer } | null>(null);
  useEffect(() => {
    if (!questionId) return;
    const stop = new AbortController();
    const set = (change: (live: LiveAnswer) => LiveAnswer) =>
      setState((before) => ({
        questionId,
        live: change(before?.questionId === questionId ? before.live : { text: '', phase: 'asking' }),
      }));
    const watch = async () => {
      while (!stop.signal.aborted) {
        try {
          for await (const event of watchAnswer(questionId, stop.signal)) {
            if (stop.signal.aborted) return;
            if (event.kind === 'text') set(({ text }) => ({ text: text + event.text, phase: 'coming' }));
            if (event.kind === 'anew') set(() => ({ text: '', phase: 'asking' }));
          }
        } catch {
          if (!stop.signal.aborted) set(({ text }) => ({ text, phase: 'away' }));
        }
        // It ended, and the row is on its way; or it broke off, and is looked for again.
        await new Promise((resolve) => setTimeout(resolve, AGAIN_MS));
      }
    };
    void watch();
    return () => stop.abort();
  }, [questionId]);
  return questionId && state?.questionId === questionId ? state.live : { text: '', phase: 'asking' };
};
