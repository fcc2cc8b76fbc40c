import { slugOf } from '../authoring/slug-of.ts';

export type Fields = Readonly<Record<string, unknown>>;

/** What the front matter of a file says, as the desk keeps it; or what in it is of no form that can be kept. */
export type FieldsRead =
  | { kind: 'read'; details: Record<string, unknown>; left: string[] }
  | { kind: 'wrong'; detail: string };

type Form = 'text' | 'number' | 'words' | 'flag';

/** What the desk keeps of each part under the same name, and in which form. */
const KEPT = {
  course: {
    shortDescription: 'text',
    language: 'text',
    difficulty: 'text',
    estimatedHours: 'number',
    duration: 'text',
    tags: 'words',
    author: 'text',
    goal: 'text',
  },
  skill: { subjectArea: 'text', description: 'text' },
  unit: { difficulty: 'text', skills: 'words' },
  lesson: {
    summary: 'text',
    difficulty: 'text',
    estimatedMinutes: 'number',
    skills: 'words',
    keyPoints: 'words',
    explanation: 'text',
  },
  activity: {
    kind: 'text',
    difficulty: 'text',
    timeLimitMinutes: 'number',
    gradedOn: 'text',
    shuffle: 'flag',
  },
} as const satisfies Record<string, Record<string, Form>>;

/** What is said of a part where its author says nothing: it is not kept, so that it goes on following from the rest. */
const UNSAID: Fields = { difficulty: 'beginner', gradedOn: 'device', shuffle: true };

/** Fields that are read elsewhere, for they say where the part stands or what it is called. */
const SEEN: Readonly<Record<keyof typeof KEPT, readonly string[]>> = {
  course: ['id', 'slug', 'title', 'skills', 'retired'],
  skill: ['id', 'slug', 'name', 'retired'],
  unit: ['id', 'title', 'retired'],
  lesson: ['id', 'title', 'codeExample', 'retired'],
  activity: ['id', 'title', 'questions', 'retired'],
};

const has: Record<Form, (value: unknown) => boolean> = {
  text: (value) => typeof value === 'string',
  number: (value) => typeof value === 'number' && Number.isFinite(value),
  words: (value) => Array.isArray(value) && value.every((word) => typeof word === 'string'),
  flag: (value) => typeof value === 'boolean',
};
const WORDS: Record<Form, string> = {
  text: 'text; put it in quotes',
  number: 'a number',
  words: 'a list of texts',
  flag: 'true or false',
};

/** Takes the fields of a part, each as it is; an empty one says nothing. */
export const readFields = (what: keyof typeof KEPT, fields: Fields): FieldsRead => {
  const details: Record<string, unknown> = {};
  const left: string[] = [];
  const kept: Readonly<Record<string, Form>> = KEPT[what];
  for (const [name, value] of Object.entries(fields)) {
    const form = Object.hasOwn(kept, name) ? kept[name] : undefined;
    if (form === undefined) {
      // A unit of the desk is a module; of a course's address only another one than its title's would be lost.
      const isNoLoss = SEEN[what].includes(name) || (what === 'unit' && name === 'kind' && value === 'module');
      if (!isNoLoss) left.push(name);
    } else if (!has[form](value)) return { kind: 'wrong', detail: `${name}: must be ${WORDS[form]}` };
    else if (value !== '' && value !== UNSAID[name] && !(Array.isArray(value) && value.length === 0))
      details[name] = value;
  }
  if (what === 'lesson') {
    const example = exampleOf(fields.codeExample);
    if (example === null) return { kind: 'wrong', detail: 'codeExample: must have language, caption and code' };
    Object.assign(details, example);
  }
  return { kind: 'read', details, left };
};

const exampleOf = (value: unknown): Record<string, string> | null => {
  if (value === undefined) return {};
  const { language, caption, code } = (value ?? {}) as Fields;
  if (typeof language !== 'string' || typeof caption !== 'string' || typeof code !== 'string') return null;
  return { exampleLanguage: language, exampleCaption: caption, exampleCode: code };
};

/** Takes out of a part what the desk says of it by itself: it would stay as it is whatever becomes of the rest. */
export const withoutUnsaid = (
  details: Readonly<Record<string, unknown>>,
  unsaid: Readonly<Record<string, unknown>>,
): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(details).filter(([name, value]) => JSON.stringify(value) !== JSON.stringify(unsaid[name])),
  );

/** The address a course has by its title; another one would be lost. */
export const isOwnSlug = (slug: unknown, title: string): boolean =>
  slug === undefined || slug === slugOf(title, 'course');
