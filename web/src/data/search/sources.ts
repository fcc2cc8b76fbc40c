import { readPageCopy } from '@hornbook/shared/blobs/page-copy.ts';
import type { Material } from '@hornbook/shared/collections/materials.ts';
import type { CourseManifest, LessonPart } from '@hornbook/shared/content/pack.ts';
import { type HtmlPassage, passagesOfHtml } from '@hornbook/shared/content/passages-of-html.ts';
import { hashText } from '@hornbook/shared/sync/row.ts';
import { textOf } from '@hornbook/shared/text/text-order.ts';
import { readBlob } from '../blobs/blob-cache.ts';
import type { CatalogueDatabase } from '../catalogue-database.ts';
import type { LearnerDatabase } from '../learner-database.ts';
import { allLessons } from '../manifest-index.ts';
import { readManifest } from '../read-manifest.ts';
import { passagesOfLesson, passagesOfNote } from './passages-of.ts';
import type { SearchDocument } from './search-index.ts';
import { wordsOfNote } from './words-of-note.ts';

export interface Searched {
  learner: LearnerDatabase;
  catalogue: CatalogueDatabase;
}

/** Something whose passages can be found: named, and with what tells one form of it from another. */
export interface Source {
  id: string;
  stamp: string;
  read: () => Promise<SearchDocument[]>;
}

const lessonSources = async ({ catalogue }: Searched): Promise<Source[]> => {
  const stored = await catalogue.catalogue.get('catalogue');
  const here = new Set(await catalogue.parts.toCollection().primaryKeys());
  const sourcesOf = ({ courseId, units }: CourseManifest): Source[] =>
    allLessons({ units } as CourseManifest)
      .filter(({ lesson }) => here.has(lesson.part.sha256))
      .map(({ lesson: { id, title, part } }) => ({
        id: `lesson/${id}`,
        stamp: part.sha256,
        read: async () => {
          const text = (await catalogue.parts.get(part.sha256))?.text;
          if (!text) return [];
          return passagesOfLesson(JSON.parse(text) as LessonPart).map((passage, place) => ({
            id: `lesson/${id}/${place}`,
            kind: 'lesson' as const,
            sourceId: id,
            parentId: courseId,
            place,
            title,
            ...passage,
          }));
        },
      }));
  const manifests = await Promise.all(
    (stored?.catalogue.courses ?? []).map(async (entry) => (await readManifest({ catalogue }, entry))?.manifest),
  );
  return manifests.flatMap((manifest) => (manifest ? sourcesOf(manifest) : []));
};

/** Of a text somebody brought, so much can be found. */
const MOST_BYTES = 400_000;

/** The file whose words are a material's: the readable copy of a page, or a text. Null where there is none. */
const fileWithWords = ({ kind, snapshotHash, blobHash, mediaType, sizeBytes }: Material): string | null => {
  if (kind === 'url') return snapshotHash;
  return kind === 'file' && mediaType === 'text/plain' && (sizeBytes ?? 0) <= MOST_BYTES ? blobHash : null;
};

/** What a file that is here says; nothing where it can't be read. */
const passagesOfFile = async (learnerId: string, { kind }: Material, sha256: string): Promise<HtmlPassage[]> => {
  const text = await readBlob(learnerId, sha256).then(
    (bytes) => bytes?.text() ?? '',
    () => '',
  );
  if (kind === 'url') return passagesOfHtml(readPageCopy(text)?.html ?? '');
  return text === '' ? [] : passagesOfNote(text).map((passage) => ({ heading: '', text: passage }));
};

/** A note's passages; those of a page or a text, where it is here; and anything by its name, its file's and its address. */
const passagesOfMaterial = async (
  { learner }: Searched,
  material: Material,
  here: string | null,
): Promise<HtmlPassage[]> => {
  const { kind, text, fileName, url } = material;
  if (kind === 'text') return passagesOfNote(textOf(text)).map((note) => ({ heading: '', text: wordsOfNote(note) }));
  const said = here ? await passagesOfFile(learner.learnerId, material, here) : [];
  // Last, so that the others keep the places they have on the page.
  return [...said, { heading: '', text: [fileName, url].filter(Boolean).join(' ') }];
};

const materialSources = async (databases: Searched): Promise<Source[]> => {
  const { learner } = databases;
  const rows = (await learner.rows('materials').toArray()).filter(({ deletedAt }) => deletedAt === null);
  const files = [...new Set(rows.flatMap((row) => fileWithWords(row) ?? []))];
  const known = await learner.blobs.bulkGet(files);
  const filesHere = new Set(known.flatMap((file) => (file?.isHere ? [file.sha256] : [])));
  return rows.map((row) => {
    const file = fileWithWords(row);
    const here = file && filesHere.has(file) ? file : null;
    return {
      id: `material/${row.id}`,
      stamp: String(hashText(JSON.stringify([row.title, row.subjectId, row.text, row.fileName, row.url, here]))),
      read: async () =>
        (await passagesOfMaterial(databases, row, here)).map((passage, place) => ({
          id: `material/${row.id}/${place}`,
          kind: 'material' as const,
          sourceId: row.id,
          parentId: row.subjectId,
          place,
          title: row.title,
          ...passage,
        })),
    };
  });
};

/** All that can be searched on this device: lessons that are here, and what the learner brought. */
export const readSources = async (databases: Searched): Promise<Source[]> => {
  const kinds = await Promise.all([lessonSources(databases), materialSources(databases)]);
  return kinds.flat();
};
