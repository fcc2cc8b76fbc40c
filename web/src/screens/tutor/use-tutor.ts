import { useEffect } from 'react';
import { fetchTutor } from '../../data/commands/watch-tutor.ts';
import { type Preferences, setPreferences, usePreferences } from '../../ui-state/preferences.ts';

const FIRST_AGAIN_MS = 2_000;
const MOST_AGAIN_MS = 60_000;

/**
 * Whether the service has a tutor: asked when a conversation opens, and again until there is an answer, for at first there
 * may be no connection, or no session yet. Meanwhile what it said last holds.
 */
export const useTutor = (): Preferences['tutor'] => {
  const { tutor } = usePreferences();
  useEffect(() => {
    let over = false;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const look = async (againMs: number) => {
      const found = await fetchTutor();
      if (over) return;
      if (found) setPreferences({ tutor: found.model === null ? 'none' : 'there' });
      else timer = setTimeout(() => void look(Math.min(MOST_AGAIN_MS, againMs * 2)), againMs);
    };
    void look(FIRST_AGAIN_MS);
    return () => {
      over = true;
      clearTimeout(timer);
    };
  }, []);
  return tutor;
};
