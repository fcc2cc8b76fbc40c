import type { TypedText } from '@hornbook/shared/text/typed-text.ts';
import { connect } from '../connections.ts';
import type { NoteVersion } from '../learner-database.ts';
import { useLive } from './live.ts';

/** How a note read, newest first, as far as this device has seen it in the last thirty days. */
export const useNoteVersions = (materialId: string): NoteVersion[] | undefined =>
  useLive(async ({ learner }) => {
    const all = learner.noteVersions
      .where('[materialId+at]')
      .between([materialId, 0], [materialId, Number.POSITIVE_INFINITY]);
    return all.reverse().toArray();
  }, materialId);

/** What was typed here but made the note too long; null when all of it is in the note. */
export const readAside = async (materialId: string): Promise<TypedText | null> =>
  (await (await connect()).learner.asides.get(materialId))?.text ?? null;
