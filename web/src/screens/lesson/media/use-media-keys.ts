import type { KeyboardEvent } from 'react';
import type { Recording } from './use-recording.ts';

const STEP_MS = 5_000;

/** Space or K plays and pauses, the arrows move, R repeats the line: within the player only, and never while typing. */
export const mediaKeys =
  (recording: Recording) =>
  (event: KeyboardEvent): void => {
    const { target, key } = event;
    if (event.ctrlKey || event.metaKey || event.altKey || !(target instanceof HTMLElement)) return;
    if (target.closest('input, select, textarea')) return;
    const onButton = target.closest('button, a, summary') !== null;
    if (!act(recording, key, onButton)) return;
    event.preventDefault();
  };

/** False for a key that means nothing here. A button keeps its own space bar. */
const act = (recording: Recording, key: string, onButton: boolean): boolean => {
  const { atMs, line, repeating } = recording;
  switch (key.length === 1 ? key.toLowerCase() : key) {
    case ' ':
      if (onButton) return false;
      recording.toggle();
      return true;
    case 'k':
      recording.toggle();
      return true;
    case 'r':
      recording.setRepeating(!repeating);
      return true;
    case 'ArrowLeft':
      recording.seek(atMs - STEP_MS);
      return true;
    case 'ArrowRight':
      recording.seek(atMs + STEP_MS);
      return true;
    case 'ArrowUp':
      recording.goTo(Math.max(0, line - 1));
      return true;
    case 'ArrowDown':
      recording.goTo(line + 1);
      return true;
    default:
      return false;
  }
};
