import { editText, typeAll } from '@hornbook/shared/text/edit-text.ts';
import { mergeTexts } from '@hornbook/shared/text/merge-texts.ts';
import { textOf } from '@hornbook/shared/text/text-order.ts';
import type { TypedText } from '@hornbook/shared/text/typed-text.ts';
import { expect, test } from 'vitest';
import type { NoteSaved } from '../../data/commands/type-in-note.ts';
import { beginNoteSession, type Saving } from './note-session.ts';

/** A disk that takes its time, a clock that waits, and a field that takes edits. */
const stage = (begin: TypedText, aside: TypedText | null = null) => {
  let due: (() => void) | null = null;
  let finish: ((saved: NoteSaved) => void) | null = null;
  const stage = {
    disk: begin,
    saving: 'saved' as Saving,
    saves: [] as boolean[],
    field: textOf(begin),
    /** What was to happen later happens now. */
    wait: async () => {
      const work = due;
      due = null;
      work?.();
      await settle();
    },
    saved: async (outcome: NoteSaved = { kind: 'stored' }) => {
      finish?.(outcome);
      await settle();
    },
  };
  const session = beginNoteSession({
    text: begin,
    aside,
    sitting: 'sittinga',
    save: (text, hold) => {
      stage.saves.push(hold);
      return new Promise((resolve) => {
        finish = (outcome) => {
          if (outcome.kind === 'stored') stage.disk = mergeTexts(stage.disk, text) as TypedText;
          resolve(outcome);
        };
      });
    },
    later: (work) => {
      due = work;
      return () => {
        if (due === work) due = null;
      };
    },
    onSaving: (saving) => {
      stage.saving = saving;
    },
    onEdits: (edits) => {
      for (const { at, remove, insert } of edits)
        stage.field = stage.field.slice(0, at) + insert + stage.field.slice(at + remove);
    },
  });
  const type = (text: string) => {
    stage.field = text;
    session.type(text);
  };
  return { stage, session, type };
};
const settle = async () => {
  for (let turn = 0; turn < 10; turn++) await Promise.resolve();
};

test('"saved" is said only when every character is on the disk, and what is typed meanwhile goes with the next save', async () => {
  const { stage: on, type } = stage([]);
  type('a');
  expect(on.saving).toBe('saving');
  await on.wait();
  type('ab');
  await on.saved();
  expect(on.saving).toBe('saving');
  expect(textOf(on.disk)).toBe('a');
  await on.saved();
  expect(on.saving).toBe('saved');
  expect(textOf(on.disk)).toBe('ab');
  // Held back while keys come; sent after a pause.
  expect(on.saves).toEqual([true, true]);
  await on.wait();
  await on.saved();
  expect(on.saves.at(-1)).toBe(false);
});

test('what comes from elsewhere goes into the field where it belongs, and nothing typed here is lost', async () => {
  const begin = typeAll('one two', 'sittingb');
  const { stage: on, session, type } = stage(begin);
  type('one two!');
  const theirs = editText(
    editText(begin, { at: 3, remove: 0, insert: ' and' }, 'sittingc'),
    { at: 0, remove: 1, insert: 'O' },
    'sittingc',
  );
  session.receive(theirs);
  expect(on.field).toBe('One and two!');
  expect(session.reads()).toBe('One and two!');
  await on.wait();
  await on.saved();
  expect(textOf(on.disk)).toBe('One and two!');
  session.receive(on.disk);
  expect(on.field).toBe('One and two!');
});

test('a disk without room is asked again, and a note that is too long says so until it is shorter', async () => {
  const { stage: on, type } = stage([]);
  type('long');
  await on.wait();
  await on.saved({ kind: 'not-stored', reason: 'no-room' });
  expect(on.saving).toBe('failed');
  await on.wait();
  await on.saved({ kind: 'too-long' });
  expect(on.saving).toBe('too-long');
  type('lo');
  await on.wait();
  await on.saved();
  expect(on.saving).toBe('saved');
  expect(textOf(on.disk)).toBe('lo');
});

test('what did not fit into the note the last time is there again, and not called saved before it is', async () => {
  const begin = typeAll('long', 'sittingb');
  const { stage: on, session } = stage(begin, editText(begin, { at: 4, remove: 0, insert: 'er' }, 'sittingc'));
  expect(session.reads()).toBe('longer');
  const flushed = session.flush();
  await settle();
  await on.saved({ kind: 'too-long' });
  await flushed;
  expect(on.saving).toBe('too-long');
});
