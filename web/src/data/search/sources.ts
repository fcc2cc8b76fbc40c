import type { Material } from '@hornbook/shared/collections/materials.ts';
import type { CourseManifest, LessonPart } from '@hornbook/shared/content/pack.ts';
import { hashText } from '@hornbook/shared/sync/row.ts';
import { textOf } from '@hornbook/shared/text/text-order.ts';
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

/** A note's passages; anything else by its name, its file's and its address. */
const passagesOfMaterial = ({ kind, text, fileName, url }: Material): string[] =>
  kind === 'text' ? passagesOfNote(textOf(text)).map(wordsOfNote) : [[fileName, url].filter(Boolean).join(' ')];

const materialSources = async ({ learner }: Searched): Promise<Source[]> => {
  const rows = await learner.rows('materials').toArray();
  return rows
    .filter(({ deletedAt }) => deletedAt === null)
    .map((row) => ({
      id: `material/${row.id}`,
      stamp: String(hashText(JSON.stringify([row.title, row.subjectId, row.text, row.fileName, row.url]))),
      read: async () =>
        passagesOfMaterial(row).map((text, place) => ({
          id: `material/${row.id}/${place}`,
          kind: 'material' as const,
          sourceId: row.id,
          parentId: row.subjectId,
          place,
          title: row.title,
          heading: '',
          text,
        })),
    }));
};

/** All that can be searched on this device: lessons that are here, and what the learner brought. */
export const readSources = async (databases: Searched): Promise<Source[]> => {
  const kinds = await Promise.all([lessonSources(databases), materialSources(databases)]);
  return kinds.flat();
};
