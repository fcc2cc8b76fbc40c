import type { OpenTables } from './anki-tables.ts';
import { isArchive, namesIn, readArchive } from './archive.ts';
import { isCourseFolder } from './course-files.ts';
import type { MadeWords } from './made-words.ts';
import { type MadeFile, makeParts } from './make-parts.ts';
import { type FolderRead, readFolder } from './read-folder.ts';
import { readQuestions } from './read-questions.ts';

/** Reads whatever an author brings: the folder of a course in an archive, or questions in any format. It never throws for what is in the file. */
export const readFile = async (
  name: string,
  bytes: Uint8Array,
  open: OpenTables,
  words: MadeWords,
): Promise<MadeFile | FolderRead> => {
  if (!isArchive(bytes) || !isCourseFolder(namesIn(bytes)))
    return makeParts(await readQuestions(name, bytes, open), words);
  const archive = readArchive(bytes);
  return archive.kind === 'unreadable' ? archive : readFolder(archive.files);
};
