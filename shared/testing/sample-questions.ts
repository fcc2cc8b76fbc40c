import type { QuestionKind, SolvedOf } from '../content/pack.ts';
import type { ResponseOf } from '../grading/response.ts';

const base = {
  id: '6f0b4f0a-5a63-4a3c-8a3e-0f0f6e5d1c01',
  promptHtml: '<p>?</p>',
  skillIds: [],
  difficulty: 'beginner' as const,
  points: 1,
  hintsHtml: [],
  explanationHtml: '<p>Because.</p>',
};
const option = (id: string, feedbackHtml: string | null = null) => ({ id, html: id, feedbackHtml });

/** One question of each kind, for tests of graders and players. */
export const sampleQuestions = {
  multipleChoice: {
    ...base,
    kind: 'multiple_choice',
    options: [option('a'), option('b', '<p>The other way round.</p>'), option('c'), option('d')],
    solution: { optionId: 'a' },
  } satisfies SolvedOf<'multiple_choice'>,
  trueFalse: {
    ...base,
    kind: 'true_false',
    feedbackHtml: { true: '<p>Think of penguins.</p>', false: null },
    solution: { value: false },
  } satisfies SolvedOf<'true_false'>,
  multipleResponse: {
    ...base,
    points: 3,
    kind: 'multiple_response',
    options: ['a', 'b', 'c', 'd', 'e'].map((id) => option(id)),
    scoring: 'partial',
    solution: { optionIds: ['a', 'b', 'c'] },
  } satisfies SolvedOf<'multiple_response'>,
  numeric: {
    ...base,
    kind: 'numeric',
    unit: null,
    solution: { value: 3.5, tolerance: 0.1 },
  } satisfies SolvedOf<'numeric'>,
  shortText: {
    ...base,
    kind: 'short_text',
    solution: {
      accept: ['evaporation', 'evaporating'],
      caseSensitive: false,
      nearMisses: [{ text: 'condensation', feedbackHtml: '<p>That is the way back.</p>' }],
    },
  } satisfies SolvedOf<'short_text'>,
  ordering: {
    ...base,
    points: 4,
    kind: 'ordering',
    options: [option('c'), option('a', '<p>The sun comes first.</p>'), option('d'), option('b')],
    scoring: 'partial',
    solution: { optionIds: ['a', 'b', 'c', 'd'] },
  } satisfies SolvedOf<'ordering'>,
  matching: {
    ...base,
    points: 3,
    kind: 'matching',
    options: [option('a', '<p>It has gills only when young.</p>'), option('b'), option('c')],
    choices: ['y', 'w', 'x', 'z'].map((id) => ({ id, html: id.toUpperCase() })),
    reuse: false,
    scoring: 'partial',
    solution: {
      pairs: [
        { optionId: 'a', choiceId: 'x' },
        { optionId: 'b', choiceId: 'y' },
        { optionId: 'c', choiceId: 'z' },
      ],
    },
  } satisfies SolvedOf<'matching'>,
  cloze: {
    ...base,
    points: 3,
    kind: 'cloze',
    paragraphs: [
      [{ html: 'Water boils at' }, { gapId: 'degrees' }, { html: 'and turns to' }, { gapId: 'state' }, { html: '.' }],
      [{ html: 'That is called' }, { gapId: 'word' }, { html: '.' }],
    ],
    gaps: [
      { id: 'degrees', kind: 'number', unit: '°C' },
      { id: 'state', kind: 'choice', options: [option('a'), option('b', '<p>That is the way down.</p>')] },
      { id: 'word', kind: 'text' },
    ],
    scoring: 'partial',
    solution: {
      gaps: [
        { id: 'degrees', kind: 'number', value: 100, tolerance: 1 },
        { id: 'state', kind: 'choice', optionId: 'a' },
        {
          id: 'word',
          kind: 'text',
          accept: ['evaporation'],
          caseSensitive: false,
          nearMisses: [{ text: 'condensation', feedbackHtml: '<p>The other way round.</p>' }],
        },
      ],
    },
  } satisfies SolvedOf<'cloze'>,
  code: {
    ...base,
    points: 3,
    kind: 'code',
    language: 'javascript',
    starter: 'export const add = (a, b) => {\n};\n',
    tests: [
      { id: 'a', name: 'add(1, 2)', kind: 'call', call: 'add(1, 2)', expected: '3' },
      { id: 'b', name: 'add("1", "2")', kind: 'call', call: 'add("1", "2")', expected: '"12"' },
      {
        id: 'c',
        name: 'sums',
        kind: 'file',
        source: "test('nothing', () => expect(add(0, 0)).toBe(0));\n",
      },
    ],
    timeLimitMs: 1000,
    scoring: 'partial',
    solution: { source: 'export const add = (a, b) => a + b;\n' },
  } satisfies SolvedOf<'code'>,
  speak: {
    ...base,
    points: 2,
    kind: 'speak',
    phrase: { id: '6f0b4f0a-5a63-4a3c-8a3e-0f0f6e5d1c02', text: 'Nice to meet you.', ipa: 'ˌnaɪs tə ˈmiːt ju' },
    voices: [],
    references: { sha256: '5'.repeat(64), sizeBytes: 60_000 },
    others: [{ id: '6f0b4f0a-5a63-4a3c-8a3e-0f0f6e5d1c03', text: 'See you tomorrow!' }],
    scoring: 'partial',
    solution: { text: 'Nice to meet you.' },
  } satisfies SolvedOf<'speak'>,
};

const take = (band: 'matches' | 'close' | 'different', heardId: string | null = null) => ({
  band,
  zThousandths: -2_100,
  method: 'mfcc-dtw',
  methodVersion: 1,
  heardId,
  durationMs: 1_240,
});

/** What the tests of the sample say of a program that passes the first so many of them. */
const codeRun = (passed: number) => ({
  tests: ['a', 'b', 'c'].map((id, index) => ({
    id,
    name: sampleQuestions.code.tests[index]?.name ?? id,
    status: index < passed ? ('passed' as const) : ('failed' as const),
  })),
  durationMs: 12,
});

/** What contract tests over the kinds ask with: a kind without an entry does not compile. */
export const samplesOfKinds: {
  readonly [K in QuestionKind]: {
    question: SolvedOf<K>;
    right: ResponseOf<K>;
    /** Earns nothing. */
    wrong: ResponseOf<K>;
    /** Of this kind, with nothing in it. */
    empty: ResponseOf<K> | null;
    /** Earns some of the points, where the kind can. */
    partly?: ResponseOf<K>;
  };
} = {
  multiple_choice: {
    question: sampleQuestions.multipleChoice,
    right: { kind: 'multiple_choice', optionId: 'a' },
    wrong: { kind: 'multiple_choice', optionId: 'b' },
    empty: { kind: 'multiple_choice', optionId: '' },
  },
  true_false: {
    question: sampleQuestions.trueFalse,
    right: { kind: 'true_false', value: false },
    wrong: { kind: 'true_false', value: true },
    empty: null,
  },
  multiple_response: {
    question: sampleQuestions.multipleResponse,
    right: { kind: 'multiple_response', optionIds: ['a', 'b', 'c'] },
    wrong: { kind: 'multiple_response', optionIds: ['d'] },
    empty: { kind: 'multiple_response', optionIds: [] },
    partly: { kind: 'multiple_response', optionIds: ['a', 'b'] },
  },
  numeric: {
    question: sampleQuestions.numeric,
    right: { kind: 'numeric', text: '3,5' },
    wrong: { kind: 'numeric', text: '9' },
    empty: { kind: 'numeric', text: ' ' },
  },
  short_text: {
    question: sampleQuestions.shortText,
    right: { kind: 'short_text', text: 'Evaporation' },
    wrong: { kind: 'short_text', text: 'rain' },
    empty: { kind: 'short_text', text: '' },
  },
  ordering: {
    question: sampleQuestions.ordering,
    right: { kind: 'ordering', optionIds: ['a', 'b', 'c', 'd'] },
    wrong: { kind: 'ordering', optionIds: ['d', 'c', 'b', 'a'] },
    empty: { kind: 'ordering', optionIds: [] },
    partly: { kind: 'ordering', optionIds: ['b', 'c', 'd', 'a'] },
  },
  matching: {
    question: sampleQuestions.matching,
    right: {
      kind: 'matching',
      pairs: [
        { optionId: 'a', choiceId: 'x' },
        { optionId: 'b', choiceId: 'y' },
        { optionId: 'c', choiceId: 'z' },
      ],
    },
    wrong: {
      kind: 'matching',
      pairs: [
        { optionId: 'a', choiceId: 'y' },
        { optionId: 'b', choiceId: 'x' },
        { optionId: 'c', choiceId: 'w' },
      ],
    },
    empty: { kind: 'matching', pairs: [] },
    partly: { kind: 'matching', pairs: [{ optionId: 'a', choiceId: 'x' }] },
  },
  cloze: {
    question: sampleQuestions.cloze,
    right: {
      kind: 'cloze',
      gaps: [
        { id: 'degrees', text: '100 °C' },
        { id: 'state', text: 'a' },
        { id: 'word', text: 'Evaporation.' },
      ],
    },
    wrong: {
      kind: 'cloze',
      gaps: [
        { id: 'degrees', text: '0' },
        { id: 'state', text: 'b' },
        { id: 'word', text: 'condensation' },
      ],
    },
    empty: { kind: 'cloze', gaps: [{ id: 'word', text: ' ' }] },
    partly: { kind: 'cloze', gaps: [{ id: 'state', text: 'a' }] },
  },
  code: {
    question: sampleQuestions.code,
    right: { kind: 'code', source: 'export const add = (a, b) => a + b;\n', run: codeRun(3) },
    wrong: { kind: 'code', source: 'export const add = () => null;\n', run: codeRun(0) },
    empty: { kind: 'code', source: ' ', run: null },
    partly: { kind: 'code', source: 'export const add = () => 3;\n', run: codeRun(1) },
  },
  speak: {
    question: sampleQuestions.speak,
    right: { kind: 'speak', take: take('matches'), written: null },
    wrong: { kind: 'speak', take: take('different', '6f0b4f0a-5a63-4a3c-8a3e-0f0f6e5d1c03'), written: null },
    empty: { kind: 'speak', take: null, written: ' ' },
    partly: { kind: 'speak', take: take('close'), written: null },
  },
};
