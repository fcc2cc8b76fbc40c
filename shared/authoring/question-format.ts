import { z } from 'zod';
import { foldText } from '../grading/short-text.ts';
import { bareWords } from '../grading/speak.ts';
import { difficulty, distinct, id, line, markdown, retired, skillSlugs, slug, wholeNumber } from './author-fields.ts';
import { GAP } from './cloze-paragraphs.ts';
import { LANGUAGE_TAG, MOST_PHRASE, MOST_VOICE_NAME, MOST_VOICES } from './speech-limits.ts';

const option = z.strictObject({
  id: z.string({ error: 'must be text; put it in quotes' }).regex(/^[a-z0-9]{1,8}$/, {
    error: 'must be up to 8 lower-case letters or digits',
  }),
  text: markdown,
  correct: z.boolean().default(false),
  feedback: markdown.optional(),
});
type AuthoredOption = z.infer<typeof option>;

const scoring = z.enum(['partial', 'all']).default('partial');

const questionBase = {
  id,
  prompt: markdown,
  skills: skillSlugs.min(1, { error: 'must name at least one skill, or be left out' }).optional(),
  difficulty: difficulty.optional(),
  /** One, or as many as an answer has parts. */
  points: wholeNumber(1, 20).optional(),
  hints: z.array(markdown).max(5).default([]),
  explanation: markdown,
  retired,
};

const options = z
  .array(option)
  .min(2, { error: 'must have at least two options' })
  .max(12)
  .refine((all: AuthoredOption[]) => distinct(all.map(({ id }) => id)), { error: 'uses an option id twice' })
  .refine((all: AuthoredOption[]) => distinct(all.map(({ text }) => text.trim())), {
    error: 'has the same option twice',
  });
const countCorrect = (all: AuthoredOption[]) => all.filter(({ correct }) => correct).length;

const typedText = z
  .string({ error: 'must be text; put it in quotes' })
  .max(200)
  .refine((text) => foldText(text, false) !== '', { error: 'must not be empty' });
const numericAnswer = z.number({ error: 'must be a number, without quotes and with a decimal point' });

const numberFields = {
  answer: numericAnswer,
  tolerance: numericAnswer.min(0).optional(),
  tolerancePercent: numericAnswer.min(0).max(100).optional(),
  unit: line(20).optional(),
};
const hasOneTolerance = (fields: { tolerance?: number | undefined; tolerancePercent?: number | undefined }) =>
  fields.tolerance === undefined || fields.tolerancePercent === undefined;
const twoTolerances = { error: 'has both tolerance and tolerancePercent; keep one', path: ['tolerancePercent'] };

const textFields = {
  accept: z.array(typedText).min(1).max(40),
  caseSensitive: z.boolean().default(false),
  nearMisses: z
    .array(z.strictObject({ text: typedText, feedback: markdown }))
    .max(40)
    .default([]),
};
interface TypedAnswer {
  accept: string[];
  caseSensitive: boolean;
  nearMisses: { text: string }[];
}
const nearMissesAreWrong = ({ value, issues }: z.core.ParsePayload<TypedAnswer>) => {
  const accepted = new Set(value.accept.map((text) => foldText(text, value.caseSensitive)));
  value.nearMisses.forEach(({ text }, index) => {
    if (!accepted.has(foldText(text, value.caseSensitive))) return;
    const message = 'is accepted as an answer, so it is no near miss';
    issues.push({ code: 'custom', input: text, path: ['nearMisses', index, 'text'], message });
  });
};

const gapBase = {
  id: z.string({ error: 'must be text; put it in quotes' }).regex(/^[a-z0-9]{1,12}$/, {
    error: 'must be up to 12 lower-case letters or digits',
  }),
};
const gap = z.discriminatedUnion(
  'kind',
  [
    z.strictObject({ ...gapBase, kind: z.literal('text'), ...textFields }).check(nearMissesAreWrong),
    z.strictObject({ ...gapBase, kind: z.literal('number'), ...numberFields }).refine(hasOneTolerance, twoTolerances),
    z.strictObject({
      ...gapBase,
      kind: z.literal('choice'),
      options: options.refine((all) => countCorrect(all) === 1, { error: 'must have exactly one correct option' }),
    }),
  ],
  { error: 'must be text, number or choice' },
);

const codeText = z
  .string({ error: 'must be text; put it in quotes' })
  .max(2000, { error: 'must have at most 2000 characters; write a file of tests for more' });
const codeExpression = codeText.refine((text) => text.trim() !== '', { error: 'must not be empty' });
const codeTest = z.union(
  [
    /** An expression over the program's names, and one for its value. */
    z.strictObject({ name: line(120).optional(), call: codeExpression, expected: codeExpression }),
    /** What the program reads, and what it prints. */
    z.strictObject({ name: line(120).optional(), input: codeText.default(''), output: codeText }),
  ],
  { error: 'must have call and expected, or output and perhaps input' },
);

/** Of a phrase that belongs to the question alone. */
const phraseFields = {
  ipa: line(200)
    .refine((text) => !/[/[\]]/.test(text), { error: 'is written without slashes or brackets' })
    .optional(),
  /** Where it is not the course's. */
  language: z.string().regex(LANGUAGE_TAG, { error: 'must be a language tag like en or es-MX' }).optional(),
  /** Other ways to write it. */
  accept: z.array(typedText).max(20).optional(),
  voices: z
    .array(
      z.strictObject({
        name: line(MOST_VOICE_NAME),
        /** The path of a WAV file (16 bits): this phrase and nothing else. */
        sound: z.string().regex(/^assets\/[^.].*\.wav$/, { error: 'must be a .wav file in assets/' }),
      }),
    )
    .min(1, { error: 'must be at least one' })
    .max(MOST_VOICES, { error: `must be at most ${MOST_VOICES}: each comes to every phone` })
    .refine((all: { sound: string }[]) => distinct(all.map(({ sound }) => sound)), {
      error: 'have the same sound twice',
    })
    .optional(),
};

/** What an author writes of a question, by its kind. AUTHORING.md has the same as a table. */
export const questionSchema = z.discriminatedUnion(
  'kind',
  [
    z.strictObject({
      ...questionBase,
      kind: z.literal('multiple_choice'),
      options: options.refine((all) => countCorrect(all) === 1, { error: 'must have exactly one correct option' }),
    }),
    z.strictObject({
      ...questionBase,
      kind: z.literal('true_false'),
      answer: z.boolean({ error: 'must be true or false, without quotes' }),
      feedback: z.strictObject({ true: markdown.optional(), false: markdown.optional() }).optional(),
    }),
    z.strictObject({
      ...questionBase,
      kind: z.literal('multiple_response'),
      options: options.refine((all) => countCorrect(all) >= 1, { error: 'must have at least one correct option' }),
      scoring,
    }),
    z
      .strictObject({ ...questionBase, kind: z.literal('numeric'), ...numberFields })
      .refine(hasOneTolerance, twoTolerances),
    z.strictObject({ ...questionBase, kind: z.literal('short_text'), ...textFields }).check(nearMissesAreWrong),
    z.strictObject({
      ...questionBase,
      kind: z.literal('ordering'),
      /** In the right order. */
      items: z
        .array(z.strictObject({ text: markdown, feedback: markdown.optional() }))
        .min(3, { error: 'must have at least three items' })
        .max(8)
        .refine((all: { text: string }[]) => distinct(all.map(({ text }) => text.trim())), {
          error: 'has the same item twice',
        }),
      scoring,
    }),
    z
      .strictObject({
        ...questionBase,
        kind: z.literal('matching'),
        pairs: z
          .array(z.strictObject({ text: markdown, match: markdown, feedback: markdown.optional() }))
          .min(2, { error: 'must have at least two pairs' })
          .max(8)
          .refine((all: { text: string }[]) => distinct(all.map(({ text }) => text.trim())), {
            error: 'has the same text twice',
          }),
        /** To choose from as well, though they belong to nothing. */
        others: z.array(markdown).max(4).refine(distinct, { error: 'has the same text twice' }).default([]),
        scoring,
      })
      .check(({ value, issues }) => {
        const matches = new Set(value.pairs.map(({ match }) => match.trim()));
        if (matches.size + value.others.length < 2)
          issues.push({ code: 'custom', input: value, path: ['pairs'], message: 'leave nothing to choose' });
        value.others.forEach((text, index) => {
          if (!matches.has(text.trim())) return;
          const message = 'belongs to a pair, so it is none of the others';
          issues.push({ code: 'custom', input: text, path: ['others', index], message });
        });
      }),
    z
      .strictObject({
        ...questionBase,
        kind: z.literal('cloze'),
        text: markdown,
        gaps: z
          .array(gap)
          .min(1, { error: 'must have at least one gap' })
          .max(12)
          .refine((all: { id: string }[]) => distinct(all.map(({ id }) => id)), { error: 'uses a gap id twice' }),
        scoring,
      })
      .check(({ value, issues }) => {
        const named = [...value.text.matchAll(GAP)].map(([, name]) => name as string);
        const known = new Set(value.gaps.map(({ id }) => id));
        const tell = (path: (string | number)[], message: string) =>
          issues.push({ code: 'custom', input: value, path, message });
        for (const name of named) if (!known.has(name)) tell(['text'], `has [[${name}]], but there is no such gap`);
        value.gaps.forEach(({ id }, index) => {
          const times = named.filter((name) => name === id).length;
          if (times === 0) tell(['gaps', index, 'id'], `is not in the text; write [[${id}]] where it belongs`);
          if (times > 1) tell(['gaps', index, 'id'], 'is in the text more than once');
        });
      }),
    z.strictObject({
      ...questionBase,
      kind: z.literal('code'),
      language: z.enum(['javascript', 'typescript', 'python'], { error: 'must be javascript, typescript or python' }),
      /** The folder beside the activity, without its .code. */
      folder: slug,
      tests: z.array(codeTest).max(30).default([]),
      /** What the whole program prints when it is given nothing to read. */
      expectedOutput: codeText.optional(),
      /** For each test alone. */
      timeLimitSeconds: z.number().min(0.2).max(10).optional(),
      scoring,
    }),
    z
      .strictObject({
        ...questionBase,
        kind: z.literal('speak'),
        /** The id of a phrase of the lesson's story; or else the phrase itself, and who says it. */
        phrase: id.optional(),
        text: line(MOST_PHRASE).optional(),
        ...phraseFields,
        scoring,
      })
      .check(({ value, issues }) => {
        const tell = (name: string, message: string) =>
          issues.push({ code: 'custom', input: value, path: [name], message });
        const own = (['text', 'ipa', 'language', 'accept', 'voices'] as const).filter(
          (name) => value[name] !== undefined,
        );
        if (value.phrase !== undefined) {
          for (const name of own) tell(name, 'belongs to a phrase of its own; leave it or phrase out');
          return;
        }
        if (value.text === undefined) tell('text', 'is missing: what is to be said, or the phrase of a story');
        else if (bareWords(value.text) === '') tell('text', 'has no words');
        if (!value.voices) tell('voices', 'are missing: somebody has to say it');
      }),
  ],
  {
    error:
      'must be multiple_choice, true_false, multiple_response, numeric, short_text, ordering, matching, cloze, code or speak',
  },
);

export type QuestionFields = z.infer<typeof questionSchema>;
