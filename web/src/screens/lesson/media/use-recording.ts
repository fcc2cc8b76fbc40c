import type { Cue } from '@hornbook/shared/content/media.ts';
import { type RefObject, useCallback, useEffect, useState } from 'react';
import { keepMediaPlace, mediaPlace } from '../../../data/media-place.ts';

/** Slow enough to follow, and fast enough for those who know it. */
export const RATES = [0.6, 0.8, 1, 1.25] as const;
const KEEP_EVERY_MS = 2_000;

interface RecordingState {
  playing: boolean;
  atMs: number;
  /** Asked to play, and nothing has come yet. */
  waiting: boolean;
  failed: boolean;
}

const still: RecordingState = { playing: false, atMs: 0, waiting: false, failed: false };

/** The line that is being said at a moment, or the last one before it; -1 before the first. */
export const lineAt = (lines: readonly Cue[], atMs: number): number =>
  lines.findLastIndex(({ startMs }) => startMs <= atMs + 30);

interface Options {
  /** Names the recording, whatever its form. */
  name: string;
  lines: readonly Cue[];
  /** Asked when a line has ended; true holds the recording there. */
  holdAfter?: (line: Cue) => boolean;
}

/**
 * A recording that is heard line by line: where it is, which line that is, and every way to move in it. It goes on where
 * it was left on this device.
 */
export const useRecording = (media: RefObject<HTMLMediaElement | null>, { name, lines, holdAfter }: Options) => {
  const [state, setState] = useState(still);
  const [rate, setRate] = useState<number>(1);
  const [repeating, setRepeating] = useState(false);
  const line = lineAt(lines, state.atMs);

  const seek = useCallback(
    (ms: number) => {
      const element = media.current;
      if (!element) return;
      // Where it was left counts only until one goes elsewhere, the beginning included.
      element.dataset.moved = 'on';
      element.currentTime = Math.max(0, ms) / 1000;
      setState((before) => ({ ...before, atMs: Math.max(0, ms) }));
    },
    [media],
  );
  const play = useCallback(() => {
    const element = media.current;
    if (!element) return;
    setState((before) => ({ ...before, waiting: true, failed: false }));
    element.play().catch((error: unknown) => {
      // To be told to stop before it began is no failure.
      const stopped = error instanceof DOMException && error.name === 'AbortError';
      setState((before) => ({ ...before, waiting: false, playing: false, failed: before.failed || !stopped }));
    });
  }, [media]);
  const pause = useCallback(() => media.current?.pause(), [media]);

  useEffect(() => {
    const element = media.current;
    if (!element) return;
    let keptAt = 0;
    let before = element.currentTime * 1000;
    const begin = mediaPlace(name);
    const restore = () => {
      const isMoved = element.dataset.moved === 'on';
      if (begin > 0 && !isMoved && element.currentTime === 0 && begin < element.duration * 1000 - 1000)
        element.currentTime = begin / 1000;
    };
    if (begin > 0) setState((current) => ({ ...current, atMs: begin }));
    const move = () => {
      const atMs = element.currentTime * 1000;
      const ended = lines.find(({ endMs }) => before < endMs && atMs >= endMs);
      if (ended && !element.paused) {
        if (element.dataset.repeating === 'on') element.currentTime = ended.startMs / 1000;
        else if (atMs - before < 1500 && holdAfter?.(ended)) element.pause();
      }
      before = atMs;
      setState((current) => ({ ...current, atMs, waiting: current.waiting && atMs === current.atMs }));
      if (Math.abs(performance.now() - keptAt) > KEEP_EVERY_MS) {
        keptAt = performance.now();
        keepMediaPlace(name, atMs);
      }
    };
    const listeners: Record<string, () => void> = {
      loadedmetadata: restore,
      timeupdate: move,
      seeking: () => {
        before = element.currentTime * 1000;
      },
      seeked: move,
      playing: () => setState((current) => ({ ...current, playing: true, waiting: false })),
      pause: () => {
        setState((current) => ({ ...current, playing: false, waiting: false }));
        keepMediaPlace(name, element.currentTime * 1000);
      },
      waiting: () => setState((current) => ({ ...current, waiting: !element.paused })),
      ended: () => keepMediaPlace(name, 0),
      error: () => setState((current) => ({ ...current, playing: false, waiting: false, failed: true })),
    };
    for (const [event, listener] of Object.entries(listeners)) element.addEventListener(event, listener, true);
    // Four times a second, as browsers tell the time, is too coarse to stop between two lines.
    const clock = setInterval(() => {
      if (!element.paused) move();
    }, 60);
    return () => {
      clearInterval(clock);
      for (const [event, listener] of Object.entries(listeners)) element.removeEventListener(event, listener, true);
    };
  }, [media, name, lines, holdAfter]);

  useEffect(() => {
    if (!media.current) return;
    media.current.playbackRate = rate;
    media.current.dataset.repeating = repeating ? 'on' : 'off';
  }, [media, rate, repeating]);

  const goTo = (index: number) => {
    const target = lines[index];
    if (!target) return;
    seek(target.startMs);
    play();
  };
  return {
    ...state,
    line,
    rate,
    setRate,
    repeating,
    setRepeating,
    seek,
    play,
    pause,
    toggle: () => (media.current?.paused === false ? pause() : play()),
    goTo,
    /** Tries once more after a failure. */
    again: () => {
      setState((before) => ({ ...before, failed: false }));
      media.current?.load();
    },
  };
};

export type Recording = ReturnType<typeof useRecording>;
