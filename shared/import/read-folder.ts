import { minutesOfText, timeOf } from '../authoring/draft-files.ts';
import { courseFilesIn, exportedIn } from './course-files.ts';
import type { DraftWords } from './draft-of-fields.ts';
import { folderAssets } from './folder-assets.ts';
import { type Fields, isOwnSlug, readFields, withoutUnsaid } from './folder-fields.ts';
import { folderFiles, type TextRead, type UnitFolder } from './folder-files.ts';
import { phrasesIn, programsOf, questionOfFolder, withOwnPhrase } from './folder-question.ts';
import { type Change, type FileNote, MOST_ITEMS, type Refusal, type Unreadable } from './imported.ts';
import type { MadeAsset, MadeItem } from './make-parts.ts';

/** A part of a course folder as the desk keeps it. `ref` is its id there, and `parent` that of what it stands in. */
export interface FolderPart extends DraftWords {
  what: 'course' | 'skill' | 'unit' | 'lesson' | 'activity' | 'question';
  ref: string;
  parent: string | null;
  title: string;
}

export type FolderRead =
  | {
      kind: 'folder';
      /** The course's id in the folder. */
      ref: string;
      /** The course first; what stands in something comes behind it, and siblings in their order. */
      items: MadeItem<FolderPart>[];
      assets: MadeAsset[];
      notes: FileNote[];
      exported: Readonly<Record<string, number>>;
    }
  | { kind: 'unreadable'; reason: Unreadable };

type Said = Extract<TextRead, { kind: 'read' }>;

/** Reads the folder of a course leniently: it may be unfinished, as drafts are. What can't be taken costs nothing else. */
export const readFolder = (archive: ReadonlyMap<string, Uint8Array>): FolderRead => {
  const files = courseFilesIn(archive) ?? new Map<string, Uint8Array>();
  const { units, stories, strangers, read } = folderFiles(files);
  const course = read('course.md');
  if (course.kind === 'broken') return broken(course.detail);
  const skills = skillsIn(course.fields.skills);
  const assets = folderAssets(files);
  const parts = collectParts(assets, new Map(skills.map(({ slug, fields }) => [slug, fields.id])));
  const phrases = new Map(stories.map(read).flatMap((story) => (story.kind === 'read' ? phrasesIn(story.fields) : [])));
  const all = skills.map(({ slug }) => slug);

  const readQuestions = (list: unknown, path: string, parent: string | null, { code }: UnitFolder) => {
    for (const [index, fields] of (Array.isArray(list) ? (list as Fields[]) : []).entries())
      parts.addQuestion(`${path}, ${index + 1}`, withOwnPhrase(fields ?? {}, phrases), parent, code);
  };
  const readActivities = (unit: UnitFolder, stem: string, parent: string | null, parentTitle: string) => {
    for (const { path, kind } of unit.activities.filter((one) => one.stem === stem)) {
      const said = read(path);
      const own = said.kind === 'read' ? wordOf(said.fields.title) : '';
      const title = own === parentTitle ? '' : own;
      const ref = parts.add(path, said, { what: 'activity', parent, title, also: { kind } });
      if (said.kind === 'read') readQuestions(said.fields.questions, path, ref, unit);
    }
  };

  const lessons = units.flatMap((unit) => unit.lessons.map(({ path }) => read(path)));
  const minutes = lessons.reduce((sum, lesson) => sum + (lesson.kind === 'read' ? minutesIn(lesson) : 0), 0);
  const title = wordOf(course.fields.title);
  const courseRef = parts.add('course.md', course, {
    ...{ what: 'course', parent: null, title },
    unsaid: { ...timeOf(minutes), goal: title.slice(0, 80) },
    left: isOwnSlug(course.fields.slug, title) ? [] : ['slug'],
  });
  if (courseRef === null) return broken('course.md says what can not be taken');
  for (const { fields } of skills) {
    const name = wordOf(fields.name);
    const unsaid = { subjectArea: title.slice(0, 60), description: name };
    const said = { kind: 'read', fields, body: '' } as const;
    parts.add('course.md', said, { what: 'skill', parent: courseRef, title: name, unsaid });
  }
  for (const unit of units) {
    const path = `units/${unit.name}/unit.md`;
    const said = read(path);
    const fields = said.kind === 'read' ? said.fields : {};
    const unitTitle = wordOf(fields.title);
    const ref = parts.add(path, said, { what: 'unit', parent: courseRef, title: unitTitle, unsaid: { skills: all } });
    for (const { stem, path: at } of unit.lessons) {
      const lesson = read(at);
      const lessonTitle = lesson.kind === 'read' ? wordOf(lesson.fields.title) : '';
      const counted = lesson.kind === 'read' ? minutesOfText(lesson.body) : 0;
      const unsaid = { skills: fields.skills ?? all, estimatedMinutes: counted };
      readActivities(
        unit,
        stem,
        parts.add(at, lesson, { what: 'lesson', parent: ref, title: lessonTitle, unsaid }),
        lessonTitle,
      );
    }
    readActivities(unit, 'unit', ref, unitTitle);
    for (const { path: at, stem } of unit.activities)
      if (stem !== 'unit' && !unit.lessons.some((lesson) => lesson.stem === stem))
        parts.refuse(at, at, { code: 'nowhere' });
  }
  for (const path of stories) parts.refuse(path, path, { code: 'kind', kind: 'story' });
  for (const path of strangers) parts.refuse(path, path, { code: 'no-course-file' });
  if (parts.items.length > MOST_ITEMS) return { kind: 'unreadable', reason: { code: 'too-large', most: MOST_ITEMS } };
  const unused = assets.unused();
  const notes: FileNote[] = unused > 0 ? [{ code: 'files-left-out', count: unused }] : [];
  return {
    kind: 'folder',
    ref: courseRef,
    items: parts.items,
    assets: assets.used,
    notes,
    exported: exportedIn(archive),
  };
};

const broken = (detail: string): FolderRead => ({ kind: 'unreadable', reason: { code: 'broken', detail } });
const wordOf = (value: unknown): string =>
  typeof value === 'string' || typeof value === 'number' ? String(value) : '';
const minutesIn = ({ fields, body }: Said): number =>
  typeof fields.estimatedMinutes === 'number' ? fields.estimatedMinutes : minutesOfText(body);

const skillsIn = (list: unknown): { slug: string; fields: Fields }[] =>
  (Array.isArray(list) ? (list as unknown[]) : []).flatMap((fields) =>
    typeof fields === 'object' && fields !== null
      ? [{ slug: wordOf((fields as Fields).slug), fields: fields as Fields }]
      : [],
  );

interface About {
  what: Exclude<FolderPart['what'], 'question'>;
  parent: string | null;
  title: string;
  /** Fields that the file's name says. */
  also?: Fields;
  /** What the desk would say by itself. */
  unsaid?: Fields;
  /** Fields that are lost. */
  left?: readonly string[];
}

/** Gathers the parts in their order. Each way of adding gives the part's ref, or null where it is refused. */
const collectParts = (assets: ReturnType<typeof folderAssets>, skillRefs: ReadonlyMap<string, unknown>) => {
  const items: MadeItem<FolderPart>[] = [];
  const seen = new Set<string>();
  const refuse = (name: string, place: string, refusal: Refusal): null => {
    items.push({ name: name || place, place, outcome: { kind: 'refused', refusal } });
    return null;
  };
  const put = (name: string, place: string, part: FolderPart, changes: Change[]): string => {
    const { skills } = part.details;
    const details = Array.isArray(skills)
      ? { ...part.details, skills: skills.flatMap((slug) => skillRefs.get(slug) ?? []) }
      : part.details;
    seen.add(part.ref);
    const shown = assets.named({ text: part.text, details });
    items.push({ name: name || place, place, outcome: { kind: 'made', part: { ...part, ...shown }, changes } });
    return part.ref;
  };
  /** Why a part can have no place, whatever it says. */
  const faultOf = (fields: Fields, parent: string | null, isCourse = false): Refusal | null => {
    if (parent === null && !isCourse) return { code: 'nowhere' };
    if (typeof fields.id !== 'string' || fields.id === '') return { code: 'unfit', detail: 'id: is missing' };
    if (seen.has(fields.id)) return { code: 'unfit', detail: 'id: is given twice' };
    return fields.retired === true ? { code: 'retired' } : null;
  };
  return {
    items,
    refuse,
    add: (place: string, said: TextRead, about: About): string | null => {
      const { what, parent, title, also = {}, unsaid = {}, left = [] } = about;
      if (said.kind === 'broken') return refuse(title, place, { code: 'broken', detail: said.detail });
      const fault = faultOf(said.fields, parent, what === 'course');
      if (fault) return refuse(title, place, fault);
      const own = readFields(what, { ...said.fields, ...also });
      if (own.kind === 'wrong') return refuse(title, place, { code: 'unfit', detail: own.detail });
      const lost = [...own.left, ...left];
      const details = withoutUnsaid(own.details, unsaid);
      const part = { what, ref: String(said.fields.id), parent, title, text: said.body, details };
      return put(title, place, part, lost.length > 0 ? [{ code: 'fields-left-out', names: lost }] : []);
    },
    addQuestion: (
      place: string,
      { fields, changes }: ReturnType<typeof withOwnPhrase>,
      parent: string | null,
      code: ReadonlyMap<string, ReadonlyMap<string, string>>,
    ): string | null => {
      const name = wordOf(fields.prompt).slice(0, 80);
      const fault = faultOf(fields, parent);
      if (fault) return refuse(name, place, fault);
      const made = questionOfFolder(fields, code.get(programsOf(fields)) ?? new Map());
      if (made.kind === 'unfit') return refuse(name, place, made.refusal);
      return put(name, place, { what: 'question', ref: String(fields.id), parent, title: '', ...made.draft }, [
        ...changes,
        ...made.changes,
      ]);
    },
  };
};
