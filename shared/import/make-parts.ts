import { questionSchema } from '../authoring/question-format.ts';
import { broughtPath } from './brought-path.ts';
import { type DraftWords, draftOfFields } from './draft-of-fields.ts';
import type {
  Change,
  FileNote,
  ImportedItem,
  ImportedPage,
  ImportFormat,
  ReadFile,
  Refusal,
  Unreadable,
} from './imported.ts';
import type { MadeWords } from './made-words.ts';
import { pictureType } from './picture-type.ts';
import { soundType } from './sound-type.ts';
import { toFields } from './to-fields.ts';
import { toLesson } from './to-lesson.ts';
import { distinctChanges } from './weighted.ts';

/** What a file holds, as parts of an author's course: they have neither ids nor places yet, and their assets only numbers. */
export type MadeFile =
  | { kind: 'made'; format: ImportFormat; items: MadeItem[]; assets: MadeAsset[]; notes: FileNote[] }
  | { kind: 'unreadable'; reason: Unreadable };

export interface MadeAsset {
  name: string;
  bytes: Uint8Array;
}

export interface MadeItem<Part = MadePart> {
  name: string;
  place: string;
  outcome: { kind: 'made'; part: Part; changes: Change[] } | { kind: 'refused'; refusal: Refusal };
}

/** `ref` is the same for the same thing at every import of its source; `folders` is where the source has it, outermost first. */
export type MadePart = { ref: string; folders: string[] } & DraftWords &
  ({ what: 'question'; activity: string } | { what: 'lesson'; title: string });

// Ids are given when it is known which course it is for; the format of questions wants to see one.
const SOME_ID = '00000000-0000-4000-8000-000000000000';

/** Puts everything that was read into the form of drafts. It never throws for what is in the file. */
export const makeParts = (read: ReadFile, words: MadeWords): MadeFile => {
  if (read.kind === 'unreadable') return read;
  const assets: MadeAsset[] = [];
  const paths = new Map<string, string>();
  const assetFor = (name: string): string | null => {
    const known = paths.get(name);
    if (known) return known;
    const bytes = read.media.get(name);
    if (!bytes || (pictureType(bytes) ?? soundType(bytes)) === null) return null;
    paths.set(name, broughtPath(assets.length));
    assets.push({ name, bytes });
    return paths.get(name) ?? null;
  };
  const items = [
    ...(read.pages ?? []).map((page) => madePage(page, assetFor, words)),
    ...read.items.map((item) => madeItem(item, assetFor, words)),
  ];
  return { kind: 'made', format: read.format, items, assets, notes: read.notes };
};

type AssetFor = (name: string) => string | null;

const madeItem = (item: ImportedItem, assetFor: AssetFor, words: MadeWords): MadeItem => {
  const { name, place, outcome, folders = [] } = item;
  const refused = (refusal: Refusal): MadeItem => ({ name, place, outcome: { kind: 'refused', refusal } });
  if (outcome.kind === 'refused') return refused(outcome.refusal);
  const { question } = outcome;
  const made = toFields(SOME_ID, question, assetFor, words);
  if (made.kind === 'missing-media') return refused({ code: 'missing-media', names: made.names });
  const checked = questionSchema.safeParse(made.fields);
  if (!checked.success) {
    const [issue] = checked.error.issues;
    return refused({ code: 'unfit', detail: `${issue?.path.join(' ')} ${issue?.message}`.trim() });
  }
  const drafted = draftOfFields(made.fields);
  if (drafted.kind === 'unfit') return refused(drafted.refusal);
  const { ref, category } = question;
  const part = { what: 'question', ref, folders, activity: category.join(' – '), ...drafted.draft } as const;
  const changes = distinctChanges([...outcome.changes, ...made.changes, ...drafted.changes]);
  return { name, place, outcome: { kind: 'made', part, changes } };
};

const madePage = (page: ImportedPage, assetFor: AssetFor, words: MadeWords): MadeItem => {
  const { title: name, place, ref, folders } = page;
  const made = toLesson(SOME_ID, page, '', assetFor, words);
  if (made.kind === 'missing-media')
    return { name, place, outcome: { kind: 'refused', refusal: { code: 'missing-media', names: made.names } } };
  if (made.kind === 'empty') return { name, place, outcome: { kind: 'refused', refusal: { code: 'empty-page' } } };
  const { title, summary, minutes, keyPoints, body } = made.lesson;
  const details = { summary, keyPoints, estimatedMinutes: minutes };
  const part = { what: 'lesson', ref, folders, title, text: body, details } as const;
  return { name, place, outcome: { kind: 'made', part, changes: distinctChanges(made.changes) } };
};
