import { useEffect, useRef } from 'react';

interface PlayerKeys {
  onEnter: () => void;
  /** A digit, from 1; true when it chose something. */
  onDigit: (digit: number) => boolean;
  /** Any letter, digit or sign: the field it is meant for takes the focus, and then the key. */
  onTyping: () => void;
  /** Control and Z, outside of fields, which undo their own typing. */
  onUndo: () => void;
}

/** What has its own use for Enter keeps it. */
const takesEnter = 'button, a[href], summary, textarea, select, dialog, [contenteditable]';
const takesDigits =
  'input[type="text"], input:not([type]), input[inputmode], textarea, select, dialog, [contenteditable]';

/** Enter goes on and digits choose, wherever the focus is: a question can be answered without touching anything else. */
export const usePlayerKeys = (keys: PlayerKeys): void => {
  const latest = useRef(keys);
  latest.current = keys;
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.repeat || event.isComposing) return;
      if (document.querySelector('dialog[open]')) return;
      const target = event.target instanceof Element ? event.target : document.body;
      if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'z' && !target.closest(takesDigits)) {
        event.preventDefault();
        latest.current.onUndo();
      }
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      if (event.key === 'Enter' && !target.closest(takesEnter)) {
        event.preventDefault();
        latest.current.onEnter();
      } else if (
        /^[1-9]$/.test(event.key) &&
        !target.closest(takesDigits) &&
        latest.current.onDigit(Number(event.key))
      ) {
        event.preventDefault();
      } else if (event.key.length === 1 && event.key !== ' ' && !target.closest(takesDigits)) {
        latest.current.onTyping();
      }
    };
    addEventListener('keydown', press);
    return () => removeEventListener('keydown', press);
  }, []);
};
