import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { formatProblem, type Problem } from '@hornbook/shared/authoring/problems.ts';
import { questionSchema } from '@hornbook/shared/authoring/question-format.ts';
import { slugOf } from '@hornbook/shared/authoring/slug-of.ts';
import type { ImportedItem, ImportedPage } from '@hornbook/shared/import/imported.ts';
import { toFields } from '@hornbook/shared/import/to-fields.ts';
import { type CourseFiles, readCourseFolders } from '../../course-files.ts';
import { compileFiles } from '../../folder-courses.ts';
import { newCourse, newUnit, unitFolder } from './course-with-questions.ts';
import { deriveId } from './derive-id.ts';
import { fittedPage, type PageTaken, reportPages } from './import-pages.ts';
import { placeLessons } from './place-lessons.ts';
import { activityIdIn, PLACED, type Placed, placeQuestions, type ToPlace, type Written } from './place-questions.ts';
import { readApart } from './read-apart.ts';
import { takeAssets } from './take-assets.ts';
import { describeChange, describeNote, describeRefusal, describeUnreadable } from './words.ts';

interface ImportOptions {
  /** A file of questions. */
  from: string;
  /** The course they go into: a folder beside other courses; made if it isn't there. */
  into: string;
  print: (line: string) => void;
}

/** Beside the course, not of it: what imports wrote, so that an edit by hand is never written over. */
const REMEMBERED = '.imports.json';
const encoder = new TextEncoder();
const decoder = new TextDecoder();

interface Taken extends ToPlace {
  item: ImportedItem;
  changes: string[];
  assets: Map<string, Uint8Array>;
}

/**
 * Takes the questions of a file over into a course, each with a report: taken, taken with changes, or refused and why.
 * Nothing is written unless the course is well-formed with what is taken. Returns the exit code: 0 when all were taken.
 */
export const importQuestions = async ({ from, into, print }: ImportOptions): Promise<number> => {
  const source = basename(from);
  const read = await readApart(from);
  if (read.kind === 'unreadable') {
    print(`${source} ${describeUnreadable(read.reason)}. Nothing was changed.`);
    return 1;
  }
  const folder = resolve(into);
  const slug = basename(folder);
  const courses = existsSync(dirname(folder))
    ? await readCourseFolders(dirname(folder))
    : new Map<string, CourseFiles>();
  const course = textsOf(courses.get(slug));
  const written = await rememberedIn(folder);
  const courseId = idIn(course.get('course.md')) ?? deriveId(slug, 'course');
  const title = titleOf(source);

  const refused = new Map<ImportedItem, string>();
  let taken: Taken[] = [];
  for (const item of read.items) {
    if (item.outcome.kind === 'refused') refused.set(item, describeRefusal(item.outcome.refusal));
    else {
      const outcome = fitted(item, item.outcome, courseId, source, read.media);
      if (outcome.kind === 'unfit') refused.set(item, outcome.why);
      else taken.push(outcome.taken);
    }
  }

  const skill = skillOf(course.get('course.md')) ?? slug;
  const pages = new Map<ImportedPage, PageTaken>();
  const refusedPages = new Map<ImportedPage, string>();
  for (const page of read.pages ?? []) {
    const outcome = fittedPage(page, { courseId, source, skill, media: read.media });
    if (outcome.kind === 'unfit') refusedPages.set(page, outcome.why);
    else pages.set(page, outcome.taken);
  }

  // What the course's own checks find in a question or a lesson refuses that one, not the others.
  for (;;) {
    const made = filesWith(taken, [...pages.values()], { course, slug, title, courseId, source, skill, written });
    const assets = new Map([...taken, ...pages.values()].flatMap((one) => [...one.assets]));
    const count = taken.length + pages.size;
    const after = new Map([...(courses.get(slug) ?? []), ...assets, ...encoded(made.files)]);
    const compiled = count > 0 ? await compileFiles(new Map([...courses, [slug, after]])) : null;
    const problems = compiled?.problems.list() ?? [];
    const { guilty, guiltyPages, others } = blame(problems, slug, made.files, taken, pages);
    if (others.length > 0) {
      for (const problem of others) print(formatProblem(problem));
      print(`${source}: nothing taken, since the course would not be well-formed`);
      return 1;
    }
    if (guilty.size === 0 && guiltyPages.size === 0) {
      if (count > 0) await write(folder, made.files, assets, made.written);
      report(read.items, taken, refused, made.placed, print);
      reportPages(read.pages ?? [], pages, refusedPages, made.placed, print);
      for (const note of read.notes) print(`${source}: ${describeNote(note)}`);
      print(`${count} of ${read.items.length + (read.pages?.length ?? 0)} taken into ${into}`);
      return refused.size + refusedPages.size > 0 ? 1 : 0;
    }
    for (const [question, why] of guilty) refused.set(question.item, describeRefusal({ code: 'unfit', detail: why }));
    taken = taken.filter((question) => !guilty.has(question));
    for (const [page, why] of guiltyPages) {
      refusedPages.set(page, describeRefusal({ code: 'unfit', detail: why }));
      pages.delete(page);
    }
  }
};

const fitted = (
  item: ImportedItem,
  outcome: Extract<ImportedItem['outcome'], { kind: 'taken' }>,
  courseId: string,
  source: string,
  media: ReadonlyMap<string, Uint8Array>,
): { kind: 'taken'; taken: Taken } | { kind: 'unfit'; why: string } => {
  const { question } = outcome;
  const { assets, assetFor } = takeAssets(media);
  const id = deriveId(courseId, 'question', source, question.ref);
  const made = toFields(id, question, assetFor);
  if (made.kind === 'missing-media')
    return { kind: 'unfit', why: describeRefusal({ code: 'missing-media', names: made.names }) };
  const checked = questionSchema.safeParse(made.fields);
  if (!checked.success) {
    const [issue] = checked.error.issues;
    const detail = `${issue?.path.join(' ')} ${issue?.message}`.trim();
    return { kind: 'unfit', why: describeRefusal({ code: 'unfit', detail }) };
  }
  const category = question.category.join(' – ') || titleOf(source);
  const changes = [...new Set([...outcome.changes, ...made.changes].map(describeChange))];
  return { kind: 'taken', taken: { id, category, fields: made.fields, item, changes, assets } };
};

interface CourseAt {
  course: ReadonlyMap<string, string>;
  slug: string;
  title: string;
  courseId: string;
  source: string;
  /** What units and lessons train. */
  skill: string;
  written: Written;
}

/** All files that are new or changed with these questions in the course. */
const filesWith = (taken: readonly Taken[], pages: readonly PageTaken[], about: CourseAt) => {
  const { slug, title, courseId, source, skill, written } = about;
  const files = new Map<string, string>();
  if (!about.course.has('course.md')) files.set('course.md', newCourse(slug, title, courseId));
  const lessons = placeLessons(about.course, pages, skill, nextUnit(about.course), written);
  for (const [path, text] of lessons.files) files.set(path, text);
  const course = new Map([...about.course, ...lessons.files]);
  const activityId = activityIdIn(courseId, source);
  const placed = new Map(lessons.placed);
  let remembered = lessons.written;
  for (const [unit, questions] of byUnit(taken, courseId, source)) {
    const unitFile = [...course].find(([path, text]) => path.endsWith('/unit.md') && text.includes(unit.id))?.[0];
    const folder = unitFile ? dirname(unitFile) : unitFolder(nextUnit(course), slugOf(unit.title, 'questions'));
    // Activities of several units may have one title.
    const idOf = (category: string, number: number) =>
      activityId(unit.folders.length > 0 ? [...unit.folders, category].join('/') : category, number);
    const done = placeQuestions(course, folder, idOf, questions, remembered);
    const more = new Map(done.files);
    if (!unitFile && [...done.placed.values()].includes('added'))
      more.set(`${folder}/unit.md`, newUnit(unit.id, unit.title, skill));
    for (const [path, text] of more) {
      files.set(path, text);
      course.set(path, text);
    }
    for (const [id, what] of done.placed) placed.set(id, what);
    remembered = done.written;
  }
  return { files, placed, written: remembered };
};

/** Questions by the unit they belong to: that of the folders they stood in, or one for all of the file. */
const byUnit = (taken: readonly Taken[], courseId: string, source: string) => {
  const units = new Map<string, [{ id: string; title: string; folders: string[] }, Taken[]]>();
  for (const question of taken) {
    const { folders = [] } = question.item;
    const about = folders.length > 0 ? [...folders, 'pages'] : [];
    const title = folders.join(' – ') || titleOf(source);
    const unit = { id: deriveId(courseId, 'unit', source, ...about), title, folders };
    const known = units.get(unit.id);
    if (known) known[1].push(question);
    else units.set(unit.id, [unit, [question]]);
  }
  return units.values();
};

/** Which question a problem is about: by the lines it stands in, or by the picture it shows. */
const blame = (
  problems: readonly Problem[],
  slug: string,
  files: ReadonlyMap<string, string>,
  taken: readonly Taken[],
  pages: ReadonlyMap<ImportedPage, PageTaken>,
) => {
  const guiltyPages = new Map<ImportedPage, string>();
  const guilty = new Map<Taken, string>();
  const others: Problem[] = [];
  for (const problem of problems) {
    const path = problem.file.startsWith(`${slug}/`) ? problem.file.slice(slug.length + 1) : '';
    const lines = files.get(path)?.split('\n').slice(0, problem.line) ?? [];
    const id = lines.findLast((line) => /^ {2}- id: /.test(line))?.slice('  - id: '.length);
    const found = taken.filter((question) => question.id === id || question.assets.has(path));
    for (const question of found) guilty.set(question, problem.message);
    const ofLessons = [...pages].filter(
      ([, { lesson, assets }]) => files.get(path)?.startsWith(`---\nid: ${lesson.id}\n`) || assets.has(path),
    );
    for (const [page] of ofLessons) guiltyPages.set(page, problem.message);
    if (found.length + ofLessons.length === 0) others.push(problem);
  }
  return { guilty, guiltyPages, others };
};

const report = (
  items: readonly ImportedItem[],
  taken: readonly Taken[],
  refused: ReadonlyMap<ImportedItem, string>,
  placed: ReadonlyMap<string, Placed>,
  print: (line: string) => void,
): void => {
  const byItem = new Map(taken.map((question) => [question.item, question]));
  for (const item of items) {
    const question = byItem.get(item);
    const what = question
      ? [PLACED[placed.get(question.id) ?? 'added'], ...question.changes].join('; ')
      : `refused: ${refused.get(item)}`;
    print(`${item.place}, ${item.name}: ${what}`);
  }
};

const write = async (
  folder: string,
  files: ReadonlyMap<string, string>,
  assets: ReadonlyMap<string, Uint8Array>,
  written: Written,
): Promise<void> => {
  for (const [path, content] of [...assets, ...files, [REMEMBERED, `${JSON.stringify(written, null, 1)}\n`] as const]) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), content);
  }
};

const rememberedIn = async (folder: string): Promise<Written> => {
  try {
    return JSON.parse(await readFile(join(folder, REMEMBERED), 'utf8')) as Written;
  } catch {
    return {};
  }
};

const textsOf = (files: CourseFiles | undefined): Map<string, string> =>
  new Map(
    [...(files ?? [])]
      .filter(([path]) => path.endsWith('.md'))
      .map(([path, bytes]) => [path, decoder.decode(bytes).replaceAll('\r\n', '\n')]),
  );
const encoded = (files: ReadonlyMap<string, string>): [string, Uint8Array][] =>
  [...files].map(([path, text]) => [path, encoder.encode(text)]);
const titleOf = (source: string): string =>
  source
    .replace(/\.[a-z0-9]+$/i, '')
    .replaceAll(/[_-]+/g, ' ')
    .trim()
    .slice(0, 100) || 'Questions';
const idIn = (text: string | undefined): string | null => /^id: ([0-9a-f-]{36})$/m.exec(text ?? '')?.[1] ?? null;
const skillOf = (course: string | undefined): string | null =>
  /^skills:\n(?:.*\n)*? {4}slug: ([a-z0-9-]+)$/m.exec(course ?? '')?.[1] ?? null;
const nextUnit = (course: ReadonlyMap<string, string>): number => {
  const numbers = [...course.keys()].map((path) => Number(/^units\/(\d\d)-/.exec(path)?.[1] ?? 0));
  return Math.min(99, Math.max(0, ...numbers.filter((number) => number < 90)) + 1);
};
