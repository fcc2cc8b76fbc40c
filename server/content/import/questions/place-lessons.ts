import { slugOf } from '@hornbook/shared/authoring/slug-of.ts';
import type { LessonWords } from '@hornbook/shared/import/to-lesson.ts';
import { sha256 } from '../../sha256.ts';
import { newLesson, newUnit, unitFolder } from './course-with-questions.ts';
import type { Placed, Written } from './place-questions.ts';

/** A lesson and the unit it belongs to. */
export interface ToPlaceLesson {
  lesson: LessonWords;
  unit: { id: string; title: string };
}

/**
 * The course's files with the lessons: known ones where they are, new ones at the end of their unit. A lesson that was
 * edited since it was taken over is never written over.
 */
export const placeLessons = (
  files: ReadonlyMap<string, string>,
  lessons: readonly ToPlaceLesson[],
  skill: string,
  firstUnit: number,
  written: Written,
): { files: Map<string, string>; placed: Map<string, Placed>; written: Written } => {
  const out = new Map<string, string>();
  const placed = new Map<string, Placed>();
  const remembered = { ...written };
  const at = (path: string) => out.get(path) ?? files.get(path);
  const fileWith = (id: string, ending: string): string | undefined =>
    [...out.keys(), ...files.keys()].find((path) => path.endsWith(ending) && at(path)?.startsWith(`---\nid: ${id}\n`));
  let number = firstUnit;
  for (const { lesson, unit } of lessons) {
    const text = newLesson(lesson);
    const next = sha256(text);
    const known = fileWith(lesson.id, '.lesson.md');
    if (known) {
      const [now, then] = [sha256(at(known) ?? ''), written[lesson.id]];
      if (now === next) placed.set(lesson.id, 'unchanged');
      else if (now === then) {
        out.set(known, text);
        placed.set(lesson.id, 'updated');
        remembered[lesson.id] = next;
      } else placed.set(lesson.id, next === then ? 'kept-as-edited' : 'edited-and-changed');
      continue;
    }
    let folder = fileWith(unit.id, '/unit.md')?.replace(/\/unit\.md$/, '');
    if (!folder) {
      folder = unitFolder(number, slugOf(unit.title, 'questions'));
      number = Math.min(99, number + 1);
      out.set(`${folder}/unit.md`, newUnit(unit.id, unit.title.slice(0, 120), skill));
    }
    const position = nextLesson([...files.keys(), ...out.keys()], folder);
    out.set(`${folder}/${position}-${slugOf(lesson.title, 'questions')}.lesson.md`, text);
    placed.set(lesson.id, 'added');
    remembered[lesson.id] = next;
  }
  return { files: out, placed, written: remembered };
};

/** The next number within a unit, in two digits; a unit has room for 99 lessons. */
const nextLesson = (paths: readonly string[], folder: string): string => {
  const numbers = paths
    .filter((path) => path.startsWith(`${folder}/`) && path.endsWith('.lesson.md'))
    .map((path) => Number(path.slice(folder.length + 1).slice(0, 2)));
  return String(Math.max(0, ...numbers) + 1).padStart(2, '0');
};
