import { type CoursePath, coursePath } from '../authoring/course-paths.ts';
import { anyFields, readFrontMatter } from '../authoring/front-matter.ts';
import { Problems } from '../authoring/problems.ts';
import { readText } from '../authoring/read-text.ts';
import type { ActivityKind } from '../content/pack.ts';
import type { Fields } from './folder-fields.ts';

/** Of one text, in bytes: more than a hundred questions take. */
const LARGEST_TEXT = 4 * 1024 * 1024;
const KINDS: readonly ActivityKind[] = ['practice', 'quiz', 'test', 'challenge'];

/** A text of a course folder, whatever its fields are. */
export type TextRead = { kind: 'read'; fields: Fields; body: string } | { kind: 'broken'; detail: string };

export interface UnitFolder {
  name: string;
  lessons: { stem: string; path: string }[];
  /** In the order a lesson shows them. */
  activities: (Extract<CoursePath, { what: 'activity' }> & { path: string })[];
  /** Programs by the folder they lie in, then by name. */
  code: Map<string, Map<string, string>>;
}

/** The texts of a course folder, by where they stand; `stories` and `strangers` are paths of what has no place at the desk. */
export const folderFiles = (files: ReadonlyMap<string, Uint8Array>) => {
  const units = new Map<string, UnitFolder>();
  const stories: string[] = [];
  const strangers: string[] = [];
  const unitNamed = (name: string): UnitFolder => {
    const unit = units.get(name) ?? { name, lessons: [], activities: [], code: new Map() };
    units.set(name, unit);
    return unit;
  };
  for (const path of [...files.keys()].sort()) {
    const about = coursePath(path);
    switch (about?.what) {
      case undefined:
        strangers.push(path);
        break;
      case 'course':
      case 'asset':
        break;
      case 'unit':
        unitNamed(about.unit);
        break;
      case 'story':
        stories.push(path);
        break;
      case 'lesson':
        unitNamed(about.unit).lessons.push({ stem: about.stem, path });
        break;
      case 'activity':
        unitNamed(about.unit).activities.push({ ...about, path });
        break;
      case 'code': {
        const { code } = unitNamed(about.unit);
        const programs = code.get(about.folder) ?? new Map<string, string>();
        programs.set(about.file, readText(files.get(path) as Uint8Array) ?? '');
        code.set(about.folder, programs);
      }
    }
  }
  for (const { activities } of units.values())
    activities.sort((a, b) => KINDS.indexOf(a.kind) - KINDS.indexOf(b.kind) || a.number - b.number);

  const known = new Map<string, TextRead>();
  const read = (path: string): TextRead => {
    const said = known.get(path) ?? readNow(files.get(path), path);
    known.set(path, said);
    return said;
  };
  return { units: [...units.values()].sort((a, b) => (a.name < b.name ? -1 : 1)), stories, strangers, read };
};

const readNow = (bytes: Uint8Array | undefined, path: string): TextRead => {
  if (!bytes) return { kind: 'broken', detail: 'it is not there' };
  const text = bytes.length > LARGEST_TEXT ? null : readText(bytes);
  if (text === null) return { kind: 'broken', detail: 'it is no text, or longer than any text of a course' };
  const problems = new Problems();
  const said = readFrontMatter(path, text, anyFields, problems);
  if (said) return { kind: 'read', fields: said.fields, body: said.body.text.trim() };
  const [problem] = problems.list();
  return { kind: 'broken', detail: problem ? `line ${problem.line}: ${problem.message}` : 'it can not be read' };
};
