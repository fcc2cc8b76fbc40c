import type { Material } from '@hornbook/shared/collections/materials.ts';
import type { TypedText } from '@hornbook/shared/text/typed-text.ts';
import { type RefObject, useEffect, useRef, useState } from 'react';
import { now } from '../../data/clock.ts';
import { keepVersion, saveNote } from '../../data/commands/type-in-note.ts';
import { randomText } from '../../data/ids.ts';
import { beginNoteSession, type NoteSession, type Saving } from './note-session.ts';

interface Note {
  /** How it reads: for the preview, the count, and what is printed. */
  reads: string;
  saving: Saving;
  session: NoteSession;
  /** To be called with every input of the field. */
  handleInput: () => void;
  /** Makes the note read so, as one edit. */
  change: (next: string) => void;
}

const VERSION_EVERY_MS = 5 * 60_000;

/**
 * Binds a field to a note: what is typed goes into the note character by character, what others typed comes into the field
 * without moving the caret from its place. `aside` was typed here before and made the note too long.
 */
export const useNote = (
  { id, text: stored }: Pick<Material, 'id' | 'text'>,
  aside: TypedText | null,
  field: RefObject<HTMLTextAreaElement | null>,
): Note => {
  const [saving, setSaving] = useState<Saving>('saved');
  const composing = useRef(false);
  const versionAt = useRef(now());
  const [session] = useState(() => {
    const begun = beginNoteSession({
      text: stored,
      aside,
      sitting: randomText(8),
      save: (text, hold) => saveNote(id, text, { hold }),
      later: (work, ms) => {
        const timer = setTimeout(work, ms);
        return () => clearTimeout(timer);
      },
      onSaving: setSaving,
      onEdits: (edits) => {
        const { current } = field;
        for (const { at, remove, insert } of edits) current?.setRangeText(insert, at, at + remove, 'preserve');
        setReads(begun.reads());
      },
    });
    return begun;
  });
  const [reads, setReads] = useState(() => session.reads());

  const latest = useRef(stored);
  useEffect(() => {
    latest.current = stored;
    // An input method holds a part of the field; what others typed waits until it lets go.
    if (composing.current) return;
    const before = session.reads();
    session.receive(stored);
    if (session.reads() !== before) void keepVersion(id, before, now());
  }, [id, session, stored]);

  useEffect(() => {
    const { current } = field;
    if (aside) void session.flush();
    void keepVersion(id, session.reads(), now());
    const begin = () => {
      composing.current = true;
    };
    const end = () => {
      composing.current = false;
      session.receive(latest.current);
    };
    const leave = () => void session.flush();
    current?.addEventListener('compositionstart', begin);
    current?.addEventListener('compositionend', end);
    addEventListener('pagehide', leave);
    return () => {
      current?.removeEventListener('compositionstart', begin);
      current?.removeEventListener('compositionend', end);
      removeEventListener('pagehide', leave);
      void session.flush();
      void keepVersion(id, session.reads(), now());
    };
  }, [id, session, aside, field]);

  const change = (next: string) => {
    session.type(next);
    if (field.current) field.current.value = next;
    setReads(next);
  };
  return {
    reads,
    saving,
    session,
    change,
    handleInput: () => {
      const { current } = field;
      if (!current) return;
      session.type(current.value, current.selectionEnd);
      setReads(current.value);
      if (now() - versionAt.current < VERSION_EVERY_MS) return;
      versionAt.current = now();
      void keepVersion(id, current.value, now());
    },
  };
};
