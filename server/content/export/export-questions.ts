import { writeFile } from 'node:fs/promises';
import { basename, dirname, resolve } from 'node:path';
import { formatProblem } from '@hornbook/shared/authoring/problems.ts';
import { type ExportedItem, type ExportNote, type ToExport, wordsOf } from '@hornbook/shared/export/exported.ts';
import { writeGift } from '@hornbook/shared/export/gift-export.ts';
import { writeQti } from '@hornbook/shared/export/qti-export.ts';
import { strToU8, zipSync } from 'fflate';
import type { AuthoredCourse } from '../authored-course.ts';
import type { CompiledCourse } from '../compile.ts';
import { compileFolders } from '../folder-courses.ts';

interface ExportOptions {
  /** A course folder, beside other courses. */
  from: string;
  /** The file to write: `.gift`, or `.zip` for a QTI 3 package. */
  into: string;
  print: (line: string) => void;
}

/** Writes the questions of a course in another program's format, and says what that has no words for. Returns the exit code. */
export const exportQuestions = async ({ from, into, print }: ExportOptions): Promise<number> => {
  const folder = resolve(from);
  const { courses, problems } = await compileFolders(dirname(folder));
  const course = courses.find(({ authored }) => authored.folder === basename(folder));
  for (const problem of problems.list()) print(formatProblem(problem));
  if (!course || problems.size > 0) {
    if (problems.size === 0) print(`${from}: there is no course here`);
    return 1;
  }
  const all = questionsOf(course.authored, course.compiled);
  if (/\.gift$/i.test(into)) {
    const { text, items } = writeGift(all.map(withoutFigures));
    await writeFile(into, text);
    const withFigure = new Set(all.filter(hasFigures).map(({ question }) => question.id));
    const told = items.map((item) =>
      withFigure.has(item.id) && item.notes.every(({ kind }) => kind !== 'left-out')
        ? { ...item, notes: [...item.notes, { kind: 'changed', what: 'figures' } as const] }
        : item,
    );
    return report(all, told, into, print);
  }
  if (/\.zip$/i.test(into)) {
    const figures = new Map<string, Uint8Array>();
    const { files, items } = writeQti(all.map((one) => withFigures(one, course.compiled, figures)));
    const texts = [...files].map(([path, text]) => [path, strToU8(text)] as const);
    await writeFile(into, zipSync(Object.fromEntries([...texts, ...figures])));
    return report(all, items, into, print);
  }
  print(`${into}: questions are written as .gift, or as .zip for a package of QTI 3`);
  return 1;
};

/** Every question that is still part of the course, with the titles of its unit and activity. */
const questionsOf = ({ units }: AuthoredCourse, { answerKey }: CompiledCourse): ToExport[] =>
  units.flatMap((unit) =>
    [...unit.lessons.flatMap(({ activities }) => activities), ...unit.activities].flatMap(({ fields }) =>
      fields.questions.flatMap(({ id }) => {
        const question = answerKey.questions[id];
        return question ? [{ question, category: [unit.fields.title, fields.title] }] : [];
      }),
    ),
  );

const FIGURE = /<img\b([^>]*?)\bsrc="\/packs\/([0-9a-f]{64})"([^>]*)>/g;

const replacing = <T>(value: T, replace: (before: string, hash: string, after: string) => string): T => {
  if (typeof value === 'string')
    return value.replaceAll(FIGURE, (_, before: string, hash: string, after: string) =>
      replace(before, hash, after),
    ) as T;
  if (Array.isArray(value)) return value.map((inner) => replacing(inner, replace)) as T;
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, replacing(inner, replace)])) as T;
};

const hasFigures = (one: ToExport): boolean => JSON.stringify(replacing(one, () => '')) !== JSON.stringify(one);

/** GIFT carries no files: the words that say what is seen stand in place of a figure. */
const withoutFigures = (one: ToExport): ToExport =>
  replacing(one, (before, _, after) => `<em>[${/\balt="([^"]*)"/.exec(before + after)?.[1] ?? ''}]</em>`);

const ENDINGS: Record<string, string> = {
  'image/svg+xml': 'svg',
  'image/png': 'png',
  'image/jpeg': 'jpg',
  'image/webp': 'webp',
};

const withFigures = (one: ToExport, { files }: CompiledCourse, figures: Map<string, Uint8Array>): ToExport =>
  replacing(one, (before, hash, after) => {
    const file = files.find(({ sha256 }) => sha256 === hash);
    const path = `media/${hash.slice(0, 16)}.${ENDINGS[file?.mediaType ?? ''] ?? 'bin'}`;
    if (file) figures.set(path, file.bytes);
    return `<img${before}src="../${path}"${after}>`;
  });

const report = (
  all: readonly ToExport[],
  items: readonly ExportedItem[],
  into: string,
  print: (line: string) => void,
): number => {
  const words = new Map(all.map(({ question }) => [question.id, wordsOf(question.promptHtml).slice(0, 60)]));
  for (const { id, notes } of items) for (const note of notes) print(`${words.get(id)}: ${describe(note)}`);
  const left = items.filter(({ notes }) => notes.some(({ kind }) => kind === 'left-out')).length;
  print(`${items.length - left} of ${items.length} questions written to ${into}`);
  return 0;
};

const CHANGED = {
  scoring: 'is counted in parts there, here only as a whole',
  feedback: 'some of its feedback has no place there',
  figures: 'the words for its figures stand in their place, since that format carries none',
};
const describe = (note: ExportNote): string =>
  note.kind === 'left-out' ? `left out: that format has no ${note.of}` : CHANGED[note.what];
