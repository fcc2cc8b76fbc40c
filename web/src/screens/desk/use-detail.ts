import { type DraftNode, numberIn } from '@hornbook/shared/authoring/draft.ts';
import { useEffect, useRef, useState } from 'react';
import { setDetails } from '../../data/commands/write-drafts.ts';
import { useTellStored } from '../materials/tell-stored.ts';

/** Keys come faster than a disk. */
const GATHER_MS = 400;

/**
 * Binds a field to something that is stored: what is typed is stored a moment later, at the latest when the field is left,
 * the page is hidden or the screen is closed; what comes from another device is shown unless something is being typed.
 */
export const useStoredText = (stored: string, store: (value: string) => Promise<{ kind: string }>) => {
  const [typed, setTyped] = useState<string | null>(null);
  const waiting = useRef<string | null>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const storing = useRef(store);
  storing.current = store;
  const tellStored = useTellStored();
  const tell = useRef(tellStored);
  tell.current = tellStored;

  const flush = useRef(async () => {
    clearTimeout(timer.current);
    const value = waiting.current;
    if (value === null) return;
    waiting.current = null;
    // What could not be kept stays in the field, and is tried again with the next key or when it is left.
    if (!tell.current(await storing.current(value))) waiting.current ??= value;
  }).current;
  useEffect(() => {
    const leave = () => void flush();
    addEventListener('pagehide', leave);
    return () => {
      removeEventListener('pagehide', leave);
      void flush();
    };
  }, [flush]);
  // Once the field is left, what is stored is shown as soon as it is: cleaned of blank ends, or as another device has it.
  const isLeft = useRef(false);
  // biome-ignore lint/correctness/useExhaustiveDependencies: it is about the moment when what is stored changes.
  useEffect(() => {
    if (isLeft.current && waiting.current === null) setTyped(null);
  }, [stored]);
  return {
    value: typed ?? stored,
    onChange: (value: string) => {
      isLeft.current = false;
      setTyped(value);
      waiting.current = value;
      clearTimeout(timer.current);
      timer.current = setTimeout(() => void flush(), GATHER_MS);
    },
    onCommit: () => {
      isLeft.current = true;
      void flush();
    },
  };
};

/** Text of a detail; an empty one is taken away. */
export const useTextDetail = (node: DraftNode, name: string) => {
  const stored = node.details[name];
  return useStoredText(typeof stored === 'string' ? stored : '', (value) =>
    setDetails(node.id, { [name]: value.trim() === '' ? null : value }),
  );
};

/** A program, blank lines and all. */
export const useProgramDetail = (node: DraftNode, name: string) => {
  const stored = node.details[name];
  return useStoredText(typeof stored === 'string' ? stored : '', (value) =>
    setDetails(node.id, { [name]: value === '' ? null : value }),
  );
};

/** A list of words, a line each. */
export const useLinesDetail = (node: DraftNode, name: string) => {
  const stored = node.details[name];
  const lines = Array.isArray(stored) ? stored.filter((line) => typeof line === 'string').join('\n') : '';
  return useStoredText(lines, (value) => {
    const words = value.split('\n').flatMap((line) => (line.trim() === '' ? [] : [line.trim()]));
    return setDetails(node.id, { [name]: words.length === 0 ? null : words });
  });
};

/** A number, with decimal point or comma; what is none is not stored. */
export const useNumberDetail = (node: DraftNode, name: string) => {
  const stored = numberIn(node.details, name);
  const field = useStoredText(stored === undefined ? '' : String(stored), (value) => {
    const number = readNumber(value);
    return number === undefined ? Promise.resolve({ kind: 'stored' }) : setDetails(node.id, { [name]: number });
  });
  return { ...field, isWrong: readNumber(field.value) === undefined };
};

/** Null where there is none, undefined where it can't be read as one. */
const readNumber = (text: string): number | null | undefined => {
  const trimmed = text.trim();
  if (trimmed === '') return null;
  return /^[-+]?\d+(?:[.,]\d+)?$/.test(trimmed) ? Number(trimmed.replace(',', '.')) : undefined;
};
