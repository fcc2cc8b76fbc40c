import type { ActivityKind } from '../content/pack.ts';

/** What a file of a course folder is, by its path alone. `unit` is the name of its unit's folder. */
export type CoursePath =
  | { what: 'course' }
  | { what: 'asset' }
  | { what: 'unit'; unit: string }
  | { what: 'lesson' | 'story'; unit: string; stem: string }
  /** `stem` is the lesson's it belongs to, or 'unit'; `number` is 0 for the first of its kind. */
  | { what: 'activity'; unit: string; stem: string; kind: ActivityKind; number: number }
  /** A file of a program, in the folder that its question names. */
  | { what: 'code'; unit: string; folder: string; file: string };

const slug = '[a-z0-9]+(?:-[a-z0-9]+)*';
const ordered = `\\d{2}-${slug}`;
const inUnit = new RegExp(`^units/(${ordered})/(.+)$`);
const lesson = new RegExp(`^(${ordered})\\.(lesson|story)\\.md$`);
const activity = new RegExp(`^(unit|${ordered})\\.(practice|quiz|test|challenge)(?:-(\\d+))?\\.md$`);
const code = new RegExp(`^(${slug})\\.code/([^/]+)$`);

/** Null for what is no file of a course. */
export const coursePath = (path: string): CoursePath | null => {
  if (path === 'course.md') return { what: 'course' };
  if (path.startsWith('assets/')) return { what: 'asset' };
  const [, unit, name] = inUnit.exec(path) ?? [];
  if (!unit || !name) return null;
  if (name === 'unit.md') return { what: 'unit', unit };
  const [, stem, what] = lesson.exec(name) ?? [];
  if (stem) return { what: what as 'lesson' | 'story', unit, stem };
  const [, of, kind, number] = activity.exec(name) ?? [];
  if (of) return { what: 'activity', unit, stem: of, kind: kind as ActivityKind, number: Number(number ?? 0) };
  const [, folder, file] = code.exec(name) ?? [];
  return folder && file ? { what: 'code', unit, folder, file } : null;
};
