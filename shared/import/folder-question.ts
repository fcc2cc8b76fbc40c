import { codeFolderOf } from '../authoring/draft-question.ts';
import { extensionOf } from '../code/languages.ts';
import type { CodeLanguage } from '../content/pack.ts';
import { type DraftMade, draftOfFields, nthPlace } from './draft-of-fields.ts';
import type { Fields } from './folder-fields.ts';
import type { Change } from './imported.ts';

/** What the desk keeps of any question, and of each kind. */
const BASE = ['id', 'kind', 'prompt', 'skills', 'points', 'hints', 'explanation', 'retired'];
const OWN: Readonly<Record<string, readonly string[]>> = {
  multiple_choice: ['options'],
  multiple_response: ['options', 'scoring'],
  true_false: ['answer', 'feedback'],
  numeric: ['answer', 'tolerance', 'unit'],
  short_text: ['accept', 'caseSensitive', 'nearMisses'],
  ordering: ['items', 'scoring'],
  matching: ['pairs', 'others', 'scoring'],
  cloze: ['text', 'gaps', 'scoring'],
  code: ['language', 'folder', 'tests', 'expectedOutput', 'scoring'],
  speak: ['text', 'ipa', 'language', 'accept', 'voices', 'scoring'],
};
/** Lists of things with words of their own, and lists of words. */
const LISTS = ['options', 'items', 'pairs', 'nearMisses', 'gaps', 'tests', 'voices'];
const WORD_LISTS = ['hints', 'accept', 'others', 'skills'];
/** More are in no question; places are given to as many. */
const MOST_LINES = 60;

const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isList = (value: unknown): value is Fields[] => Array.isArray(value) && value.every(isFields);
const isWords = (value: unknown): value is string[] =>
  Array.isArray(value) && value.every((word) => typeof word === 'string');
const unfit = (detail: string): DraftMade => ({ kind: 'unfit', refusal: { code: 'unfit', detail } });

/**
 * A question of a course folder as the desk keeps it. It need not be finished: what keeps it from being published is said
 * there. `programs` are the files in the folder it names.
 */
export const questionOfFolder = (given: Fields, programs: ReadonlyMap<string, string>): DraftMade => {
  const fields = withPlainTolerance(given);
  const own = OWN[String(fields.kind)];
  if (!own) return { kind: 'unfit', refusal: { code: 'kind', kind: String(fields.kind) } };
  if (fields.kind === 'speak' && fields.phrase !== undefined)
    return unfit('phrase: the desk has no stories; give text and voices in its place');
  const prompt = fields.prompt ?? '';
  if (typeof prompt !== 'string') return unfit('prompt: must be text; put it in quotes');
  for (const name of LISTS) {
    const list = fields[name];
    if (list === undefined) continue;
    if (!isList(list)) return unfit(`${name}: must be a list`);
    if (list.length > MOST_LINES) return unfit(`${name}: has more than ${MOST_LINES}`);
  }
  for (const name of WORD_LISTS) {
    const list = fields[name];
    if (list !== undefined && !isWords(list)) return unfit(`${name}: must be a list of texts`);
  }
  for (const { accept, options } of (fields.gaps ?? []) as Fields[]) {
    if (accept !== undefined && !isWords(accept)) return unfit('gaps: accept must be a list of texts');
    if (options !== undefined && !isList(options)) return unfit('gaps: options must be a list');
  }
  const left = Object.keys(fields).filter((name) => !BASE.includes(name) && !own.includes(name));
  const made =
    fields.kind === 'code' ? codeDraft({ ...fields, prompt }, programs) : draftOfFields({ ...fields, prompt });
  if (made.kind === 'unfit') return made;
  const { text, details } = made.draft;
  const changes: Change[] =
    left.length > 0 ? [...made.changes, { code: 'fields-left-out', names: left }] : made.changes;
  const { skills } = fields;
  const said = { ...details, ...(Array.isArray(skills) && skills.length > 0 ? { skills } : {}) };
  return { kind: 'draft', draft: { text, details: withoutNothing(said) }, changes };
};

/** A phrase of a story as a question may bring it along, by the phrase's id. */
export type StoryPhrases = ReadonlyMap<string, Fields>;

/** The phrases of a story, whatever else it says. */
export const phrasesIn = (story: Fields): [string, Fields][] => {
  const { list } = (isFields(story.phrases) ? story.phrases : {}) as Fields;
  return isList(list) ? list.flatMap((phrase) => (typeof phrase.id === 'string' ? [[phrase.id, phrase]] : [])) : [];
};

/** The desk has no stories: a question that asks for a phrase of one brings its words along, and waits for a voice. */
export const withOwnPhrase = (fields: Fields, phrases: StoryPhrases): { fields: Fields; changes: Change[] } => {
  const { phrase, ...others } = fields;
  const told = fields.kind === 'speak' ? phrases.get(String(phrase)) : undefined;
  if (!told) return { fields, changes: [] };
  const { text, ipa } = told;
  return { fields: { ...others, text, ipa }, changes: [{ code: 'fields-left-out', names: ['voices'] }] };
};

/** A tolerance in percent of the answer is one in the answer's own unit. */
const withPlainTolerance = (fields: Fields): Fields => {
  const { tolerancePercent, ...others } = fields;
  const { answer } = fields;
  if (fields.kind !== 'numeric' || typeof tolerancePercent !== 'number' || typeof answer !== 'number') return fields;
  return { ...others, tolerance: (Math.abs(answer) * tolerancePercent) / 100 };
};

const codeDraft = (fields: Fields, programs: ReadonlyMap<string, string>): DraftMade => {
  const { kind, prompt, explanation, hints, points, scoring, language, tests = [], expectedOutput } = fields;
  const extension = extensionOf[language as CodeLanguage];
  if (extension === undefined) return unfit('language: must be python, javascript or typescript');
  const files = [...programs.keys()].filter(
    (name) => name !== `starter.${extension}` && name !== `solution.${extension}`,
  );
  if (files.length > 0) return unfit(`the desk has no files of tests, such as ${files[0]}`);
  const calls = tests as Fields[];
  if (calls.some((test) => 'input' in test || 'output' in test))
    return unfit('tests: the desk has none of what a program reads and prints');
  const changes: Change[] = calls.some(({ name }) => name !== undefined)
    ? [{ code: 'fields-left-out', names: ['tests: name'] }]
    : [];
  const details = {
    ...{ kind, explanation, hints, points, scoring, language, expectedOutput },
    starter: programs.get(`starter.${extension}`) ?? '',
    solution: programs.get(`solution.${extension}`) ?? '',
    ...Object.fromEntries(
      calls.map(({ call, expected }, index) => [
        `test:i${index + 1}`,
        { place: nthPlace(index), text: call, match: expected },
      ]),
    ),
  };
  return { kind: 'draft', draft: { text: String(prompt), details }, changes };
};

/** What is empty says nothing, and neither does what is so where nothing is said. */
const withoutNothing = (details: Readonly<Record<string, unknown>>): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(details).filter(
      ([name, value]) =>
        value !== undefined &&
        value !== '' &&
        !(Array.isArray(value) && value.length === 0) &&
        !(name === 'scoring' && value === 'partial') &&
        !(name === 'caseSensitive' && value === false),
    ),
  );

/** The name of the folder that a question's programs lie in. */
export const programsOf = (fields: Fields): string =>
  typeof fields.folder === 'string' ? fields.folder : codeFolderOf({ id: String(fields.id) });
