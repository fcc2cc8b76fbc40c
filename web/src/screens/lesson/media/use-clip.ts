import type { Clip } from '@hornbook/shared/content/media.ts';
import { useEffect, useRef, useState } from 'react';

/** Plays stretches of one recording: a word, a phrase. What plays is named by its key. */
export const useClip = (src: string) => {
  const audio = useRef<HTMLAudioElement | null>(null);
  const stop = useRef<ReturnType<typeof setInterval> | undefined>(undefined);
  const [playing, setPlaying] = useState<string | null>(null);
  const [failed, setFailed] = useState(false);
  useEffect(
    () => () => {
      clearInterval(stop.current);
      audio.current?.pause();
      audio.current = null;
    },
    [],
  );
  const play = async (key: string, { startMs, endMs }: Clip): Promise<void> => {
    const own = audio.current;
    // Another voice is another file.
    const element = own?.getAttribute('src') === src ? own : new Audio(src);
    if (own !== element) own?.pause();
    audio.current = element;
    clearInterval(stop.current);
    setFailed(false);
    setPlaying(key);
    try {
      element.currentTime = startMs / 1000;
      await element.play();
      // A little after its end, so that the last sound is not cut.
      stop.current = setInterval(() => {
        if (element.currentTime * 1000 < endMs + 120 && !element.paused) return;
        element.pause();
        clearInterval(stop.current);
        setPlaying(null);
      }, 30);
    } catch (error) {
      setPlaying(null);
      if (error instanceof DOMException && error.name === 'AbortError') return;
      audio.current = null;
      setFailed(true);
    }
  };
  return { play, playing, failed };
};
