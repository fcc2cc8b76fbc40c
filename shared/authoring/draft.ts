import type { Draft } from '../collections/course-drafts.ts';
import type { ActivityKind, CodeLanguage, Difficulty, QuestionKind, Scoring } from '../content/pack.ts';
import { textOf } from '../text/text-order.ts';
import { comparePlaces } from './place.ts';

/*
 * What an author's rows say, read leniently: another device may run an older or newer app, and a draft is allowed to be
 * unfinished. What keeps it from being published is said by check-drafts.ts, not here.
 */

/** A row with what is in it, in order. */
export interface DraftNode {
  id: string;
  kind: Draft['kind'];
  parentId: string | null;
  place: string;
  title: string;
  text: string;
  details: Details;
  blobHash: string | null;
  children: DraftNode[];
}

/** Details by name, without their stamps; those that were taken away are not there. */
export type Details = Readonly<Record<string, unknown>>;

/** The kinds of questions the desk has an editor for. */
export const DRAFTED_KINDS = [
  'multiple_choice',
  'multiple_response',
  'true_false',
  'numeric',
  'short_text',
  'ordering',
  'matching',
  'cloze',
  'code',
  'speak',
] as const satisfies readonly QuestionKind[];
export type DraftedKind = (typeof DRAFTED_KINDS)[number];

const ACTIVITY_KINDS: readonly ActivityKind[] = ['practice', 'quiz', 'test', 'challenge'];

/** What may be in what. */
const inside: Record<Draft['kind'], readonly Draft['kind'][]> = {
  course: ['skill', 'unit', 'asset'],
  unit: ['lesson', 'activity'],
  lesson: ['activity'],
  activity: ['question'],
  skill: [],
  question: [],
  asset: [],
};

export const mayBeIn = (kind: Draft['kind'], parent: Draft['kind']): boolean => inside[parent].includes(kind);

const byPlace = (a: DraftNode, b: DraftNode): number =>
  rank(a) - rank(b) || comparePlaces(a.place, b.place) || (a.id < b.id ? -1 : 1);
// A lesson shows its activities by kind, whatever their places.
const rank = (node: DraftNode): number => (node.kind === 'activity' ? ACTIVITY_KINDS.indexOf(activityKindOf(node)) : 0);

/** The course with all that is in it and not deleted; null where there is no such course among the rows. */
export const draftTree = (rows: readonly Draft[], courseId: string): DraftNode | null => {
  const nodes = new Map<string, DraftNode>();
  for (const row of rows) if (row.courseId === courseId && row.deletedAt === null) nodes.set(row.id, toNode(row));
  const course = nodes.get(courseId);
  if (course?.kind !== 'course') return null;
  for (const node of nodes.values()) {
    const parent = node.parentId === null ? undefined : nodes.get(node.parentId);
    // Kinds only ever lie in greater ones, so nothing can be within itself, whatever two devices moved.
    if (parent && mayBeIn(node.kind, parent.kind)) parent.children.push(node);
  }
  for (const node of nodes.values()) node.children.sort(byPlace);
  return course;
};

const toNode = ({ id, kind, parentId, place, title, text, details, blobHash }: Draft): DraftNode => ({
  id,
  kind,
  parentId,
  place,
  title,
  text: textOf(text),
  details: Object.fromEntries(
    Object.entries(details).flatMap(([name, { value }]) =>
      value === null || value === undefined ? [] : [[name, value]],
    ),
  ),
  blobHash,
  children: [],
});

/** Everything in a node, itself first. */
export const allWithin = (node: DraftNode): DraftNode[] => [node, ...node.children.flatMap(allWithin)];

export const childrenOf = (node: DraftNode, kind: Draft['kind']): DraftNode[] =>
  node.children.filter((child) => child.kind === kind);

export const textIn = (details: Details, name: string): string => {
  const value = details[name];
  return typeof value === 'string' ? value.trim() : '';
};
export const numberIn = (details: Details, name: string): number | undefined => {
  const value = details[name];
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  return typeof number === 'number' && Number.isFinite(number) ? number : undefined;
};
/** A number as a row may hold it: one that is not whole is written out, which every database reads alike. */
export const storableNumber = (number: number): number | string =>
  Number.isSafeInteger(number) ? number : String(number);
export const flagIn = (details: Details, name: string): boolean | undefined => {
  const value = details[name];
  return typeof value === 'boolean' ? value : undefined;
};
/** A list of words; empty ones are left out. */
export const wordsIn = (details: Details, name: string): string[] => {
  const value = details[name];
  return Array.isArray(value)
    ? value.flatMap((word) => (typeof word === 'string' && word.trim() !== '' ? [word.trim()] : []))
    : [];
};

/** One of several things of a question, such as an option: a detail of its own, so that two can be edited at once. */
export interface DraftPart {
  id: string;
  place: string;
  text: string;
  feedback: string;
  /** Of an option. */
  correct: boolean;
  /** Of a pair: what its text belongs with. Of a test: what its text, a call, gives. Of a voice: the path of its sound. */
  match: string;
}

export type PartKind = 'option' | 'item' | 'pair' | 'near' | 'test' | 'voice';

export const partsIn = (details: Details, kind: PartKind): DraftPart[] =>
  Object.entries(details)
    .flatMap(([name, value]): DraftPart[] => {
      if (!name.startsWith(`${kind}:`) || typeof value !== 'object' || value === null) return [];
      const said = value as Details;
      return [
        {
          id: name.slice(kind.length + 1),
          place: textIn(said, 'place'),
          text: textIn(said, 'text'),
          feedback: textIn(said, 'feedback'),
          correct: said.correct === true,
          match: textIn(said, 'match'),
        },
      ];
    })
    .sort((a, b) => comparePlaces(a.place, b.place) || (a.id < b.id ? -1 : 1));

export const difficultyOf = ({ details }: DraftNode): Difficulty => {
  const { difficulty } = details;
  return difficulty === 'intermediate' || difficulty === 'advanced' ? difficulty : 'beginner';
};
export const activityKindOf = ({ details }: DraftNode): ActivityKind =>
  ACTIVITY_KINDS.find((kind) => kind === details.kind) ?? 'practice';
export const questionKindOf = ({ details }: DraftNode): DraftedKind =>
  DRAFTED_KINDS.find((kind) => kind === details.kind) ?? 'multiple_choice';
const CODE_LANGUAGES: readonly CodeLanguage[] = ['python', 'javascript', 'typescript'];
export const codeLanguageOf = ({ details }: DraftNode): CodeLanguage =>
  CODE_LANGUAGES.find((language) => language === details.language) ?? 'python';
/** Details that are programs, or what one prints: kept as they were typed, with the blanks at their ends. */
export const PROGRAMS: ReadonlySet<string> = new Set(['starter', 'solution', 'expectedOutput', 'exampleCode']);
export const programIn = (details: Details, name: string): string => {
  const value = details[name];
  return typeof value === 'string' ? value : '';
};
export const scoringOf = ({ details }: DraftNode): Scoring => (details.scoring === 'all' ? 'all' : 'partial');
