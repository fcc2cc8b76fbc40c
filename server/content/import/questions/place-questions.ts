import { isMap, isSeq, parseDocument } from 'yaml';
import { sha256 } from '../../sha256.ts';
import { type Fields, MOST_QUESTIONS, newActivity } from './course-with-questions.ts';
import { deriveId } from './derive-id.ts';

/* Where in a course imported questions stand: new ones in activities of their own, known ones where they are. */

/** A file of the course, and the questions it has, as they are written there. */
interface Activity {
  path: string;
  text: string;
  questions: Fields[];
}

/** What became of one question. `edited` was changed by an author since it was taken over. */
export type Placed = 'added' | 'updated' | 'unchanged' | 'kept-as-edited' | 'edited-and-changed';

/** What is said of it. */
export const PLACED: Record<Placed, string> = {
  added: 'taken',
  updated: 'updated',
  unchanged: 'as it was',
  'kept-as-edited': 'left as it was edited here',
  'edited-and-changed': 'left as it was edited here, although it has changed in the file too',
};

/** Hashes of what an import wrote, by question: how an edit by hand is known from an old import. */
export type Written = Record<string, string>;

export interface ToPlace {
  id: string;
  category: string;
  fields: Fields;
}

/** The course's files after the import, what became of each question, and what to remember of it. */
export const placeQuestions = (
  files: ReadonlyMap<string, string>,
  folder: string,
  activityId: (category: string, number: number) => string,
  questions: readonly ToPlace[],
  written: Written,
): { files: Map<string, string>; placed: Map<string, Placed>; written: Written } => {
  const out = new Map<string, string>();
  const placed = new Map<string, Placed>();
  const remembered = { ...written };
  const activities = activitiesIn(files);
  const where = new Map(
    activities.flatMap((activity) => activity.questions.map((question) => [question.id, activity] as const)),
  );
  const fresh: ToPlace[] = [];
  for (const question of questions) {
    const activity = where.get(question.id);
    if (!activity) {
      fresh.push(question);
      continue;
    }
    const current = activity.questions.find(({ id }) => id === question.id) as Fields;
    const [now, then, next] = [hashOf(current), written[question.id], hashOf(question.fields)];
    if (now === next) placed.set(question.id, 'unchanged');
    else if (now === then) {
      activity.text = replaced(activity.text, question);
      out.set(activity.path, activity.text);
      placed.set(question.id, 'updated');
      remembered[question.id] = next;
    } else placed.set(question.id, next === then ? 'kept-as-edited' : 'edited-and-changed');
  }
  for (const [category, group] of groupsOf(fresh)) {
    for (let from = 0; from < group.length; from += MOST_QUESTIONS) {
      const part = group.slice(from, from + MOST_QUESTIONS);
      const number = nextNumber([...files.keys(), ...out.keys()], folder);
      const title = part.length < group.length ? `${category} ${from / MOST_QUESTIONS + 1}` : category;
      const path = `${folder}/unit.practice${number > 1 ? `-${number}` : ''}.md`;
      out.set(
        path,
        newActivity(
          activityId(category, number),
          title.slice(0, 120),
          part.map(({ fields }) => fields),
        ),
      );
      for (const { id, fields } of part) {
        placed.set(id, 'added');
        remembered[id] = hashOf(fields);
      }
    }
  }
  return { files: out, placed, written: remembered };
};

export const hashOf = (fields: Fields): string => sha256(JSON.stringify(fields, Object.keys(flat(fields)).sort()));
/** Every name of a field, so that the order they are written in doesn't count. */
const flat = (value: unknown, names: Record<string, true> = {}): Record<string, true> => {
  if (Array.isArray(value)) for (const inner of value) flat(inner, names);
  else if (value !== null && typeof value === 'object') {
    for (const [name, inner] of Object.entries(value)) {
      names[name] = true;
      flat(inner, names);
    }
  }
  return names;
};

const activitiesIn = (files: ReadonlyMap<string, string>): Activity[] =>
  [...files].flatMap(([path, text]) => {
    if (!/\.(practice|quiz|test|challenge)(-\d+)?\.md$/.test(path)) return [];
    const fields: unknown = parseDocument(fencedIn(text)).toJS();
    const questions = (fields as { questions?: unknown } | null)?.questions;
    return [{ path, text, questions: Array.isArray(questions) ? (questions as Fields[]) : [] }];
  });

const fencedIn = (text: string): string => /^---\n([\s\S]*?)\n---/.exec(text)?.[1] ?? '';

/** The same file with one question written anew; everything else in it stays as its author wrote it. */
const replaced = (text: string, { id, fields }: ToPlace): string => {
  const fenced = fencedIn(text);
  const document = parseDocument(fenced);
  const list = document.get('questions');
  const index = isSeq(list) ? list.items.findIndex((item) => isMap(item) && item.get('id') === id) : -1;
  document.setIn(['questions', index], document.createNode(fields));
  return text.replace(fenced, () => document.toString({ lineWidth: 0, blockQuote: 'literal' }).trimEnd());
};

const groupsOf = (questions: readonly ToPlace[]): Map<string, ToPlace[]> => {
  const groups = new Map<string, ToPlace[]>();
  for (const question of questions) groups.set(question.category, [...(groups.get(question.category) ?? []), question]);
  return groups;
};

const nextNumber = (paths: readonly string[], folder: string): number => {
  const numbers = paths.flatMap((path) => {
    if (!path.startsWith(`${folder}/unit.practice`)) return [];
    return [Number(/-(\d+)\.md$/.exec(path)?.[1] ?? 1)];
  });
  return Math.max(0, ...numbers) + 1;
};

/** An id for an activity that no other has. */
export const activityIdIn =
  (courseId: string, source: string) =>
  (category: string, number: number): string =>
    deriveId(courseId, 'activity', source, category, String(number));
