import type { SolvedOf } from '../content/pack.ts';

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
};
