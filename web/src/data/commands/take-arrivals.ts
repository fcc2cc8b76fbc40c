import { type Arrival, type ArrivalContent, arrivalsDatabase } from '../arrivals/arrivals-database.ts';
import type { NotStored } from '../local-write.ts';
import { keepFile, type NotKept } from './keep-files.ts';
import { createMaterial, type NewMaterial, titleOfFile } from './keep-materials.ts';
import { fitsNote } from './type-in-note.ts';

export type ArrivalTaken =
  | { kind: 'taken' }
  /** Somebody who shares this device was faster. */
  | { kind: 'gone' }
  | { kind: 'left-out'; name: string; why: NotKept }
  | NotStored;

/**
 * Puts what came from another app into a subject of the learner who is here: only then is it theirs. It leaves the arrivals
 * once it is stored; cut off before that, the same material is made again and is one.
 */
export const takeArrival = async (id: string, subjectId: string): Promise<ArrivalTaken> => {
  const { arrivals } = arrivalsDatabase();
  const arrival = await arrivals.get(id);
  if (!arrival) return { kind: 'gone' };
  const content = asFileIfLong(arrival.content);
  let title = '';
  let material: NewMaterial;
  if (content.kind === 'file') {
    const kept = await keepFile(content.bytes, content.fileName);
    if (kept.kind !== 'kept') return { kind: 'left-out', name: content.fileName, why: kept };
    const { sha256: blobHash, sizeBytes, mediaType, fileName } = kept;
    title = titleOfFile(fileName);
    material = { kind: 'file', blobHash, sizeBytes, mediaType, fileName };
  } else {
    title = content.title;
    material = content.kind === 'url' ? { kind: 'url', url: content.url } : { kind: 'text', text: content.text };
  }
  const made = await createMaterial(subjectId, title, material, id);
  if (made.kind !== 'created') return made;
  await arrivals.delete(id);
  return { kind: 'taken' };
};

/** Words that would not fit into a note are kept whole, as a text file. */
const asFileIfLong = (content: ArrivalContent): ArrivalContent =>
  content.kind === 'text' && !fitsNote(content.text)
    ? {
        kind: 'file',
        fileName: `${content.title || content.text.trim().slice(0, 40)}.txt`,
        bytes: new Blob([content.text]),
      }
    : content;

/** Throws away what came and is not wanted. Gives it back, for whoever thinks again. */
export const dropArrival = async (id: string): Promise<Arrival | null> => {
  const { arrivals } = arrivalsDatabase();
  const arrival = await arrivals.get(id);
  await arrivals.delete(id);
  return arrival ?? null;
};

export const bringBackArrival = async (arrival: Arrival): Promise<void> => {
  await arrivalsDatabase().arrivals.put(arrival);
};

/** The file of an arrival, for who opens it instead of putting it into a subject; null where there is none. */
export const readArrivedFile = async (id: string): Promise<File | null> => {
  const content = (await arrivalsDatabase().arrivals.get(id))?.content;
  return content?.kind === 'file' ? new File([content.bytes], content.fileName) : null;
};
