import { sameValue } from '@hornbook/shared/sync/row.ts';
import { mergeTexts } from '@hornbook/shared/text/merge-texts.ts';
import { openText, type TextEdit } from '@hornbook/shared/text/open-text.ts';
import { differenceOf, editsBetween } from '@hornbook/shared/text/text-difference.ts';
import type { TypedText } from '@hornbook/shared/text/typed-text.ts';
import type { NoteSaved } from '../../data/commands/type-in-note.ts';

/** Where the typing is: `saved` only once every character is on the disk. */
export type Saving = 'saved' | 'saving' | 'too-long' | 'failed';

interface Ports {
  /** The text as it is stored when the session begins. */
  text: TypedText;
  /** What was typed here before and is not in it: it made the note too long. */
  aside?: TypedText | null;
  sitting: string;
  save: (text: TypedText, hold: boolean) => Promise<NoteSaved>;
  /** Called after so many milliseconds; gives back what calls it off. */
  later: (work: () => void, ms: number) => () => void;
  onSaving: (saving: Saving) => void;
  /** What came from elsewhere, as edits to be made one after another. */
  onEdits: (edits: readonly TextEdit[]) => void;
}

/** One tab's time with a note. */
export interface NoteSession {
  /** How the note reads here. */
  reads(): string;
  text(): TypedText;
  /** The learner typed: the note is now to read so, the caret being there. */
  type(next: string, caret?: number): void;
  /** The stored text, which may hold what others typed. */
  receive(stored: TypedText): void;
  /** Saves at once what is not saved, and lets it be sent. */
  flush(): Promise<void>;
}

/** Keys come faster than a disk: what is typed while a save is under way goes with the next one. */
const GATHER_MS = 60;
/** After so long without typing, what was held back may be sent. */
const PAUSE_MS = 1_500;
const AGAIN_MS = 5_000;

export const beginNoteSession = ({
  text: stored,
  aside = null,
  sitting,
  save,
  later,
  onSaving,
  onEdits,
}: Ports): NoteSession => {
  const begin = aside ? (mergeTexts(stored, aside) as TypedText) : stored;
  let open = openText(begin);
  /** How the field reads, which may hold what can't be kept as it is. */
  let reads = open.reads();
  /** What is stored, as far as is known here: all of it is in the text. */
  let known = stored;
  /** Whether there is something in the text that is not stored. */
  let changed = begin !== stored;
  /** Whether something saved is held back from being sent. */
  let held = false;
  let running: Promise<void> | null = null;
  let cancel = () => {};

  const saveAll = async (hold: boolean): Promise<void> => {
    while (changed || (held && !hold)) {
      const now = open.value();
      changed = false;
      const outcome = await save(now, hold);
      if (outcome.kind !== 'stored') {
        changed = true;
        onSaving(outcome.kind === 'too-long' ? 'too-long' : 'failed');
        // No room may be made in the meantime; a note that is too long waits for the learner.
        if (outcome.kind === 'not-stored') schedule(false, AGAIN_MS);
        return;
      }
      known = now;
      held = hold;
    }
    onSaving('saved');
    if (held) schedule(false, PAUSE_MS);
  };
  const run = async (hold: boolean): Promise<void> => {
    cancel();
    await running;
    running = saveAll(hold).finally(() => {
      running = null;
    });
    await running;
  };
  const schedule = (hold: boolean, ms: number) => {
    cancel();
    cancel = later(() => void run(hold), ms);
  };

  return {
    reads: () => reads,
    text: () => open.value(),
    type: (next, caret) => {
      const edit = differenceOf(reads, next, caret);
      if (!edit) return;
      open.edit(edit, sitting);
      reads = next;
      changed = true;
      onSaving('saving');
      if (!running) schedule(true, GATHER_MS);
    },
    receive: (theirs) => {
      // Most often it is what this session itself has saved.
      if (sameValue(theirs, known)) return;
      const text = open.value();
      const joined = mergeTexts(text, theirs) as TypedText;
      if (joined === text) return;
      const edits = editsBetween(text, joined);
      known = theirs;
      open = openText(joined);
      reads = open.reads();
      if (edits.length > 0) onEdits(edits);
    },
    flush: () => run(false),
  };
};
