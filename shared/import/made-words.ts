/**
 * Words that are made where a source has none, in the language of the course. What stands in braces is put in: `{answer}`,
 * `{tolerance}`, `{words}`, `{title}`.
 */
export interface MadeWords {
  fillIn: string;
  isTrue: string;
  isFalse: string;
  answerIs: string;
  answerIsAbout: string;
  typedAnswerIs: string;
  rightIs: string;
  rightAre: string;
  missing: string;
  whatItIsAbout: string;
}

export const englishWords: MadeWords = {
  fillIn: 'Fill in what is missing.',
  isTrue: 'This is true.',
  isFalse: 'This is false.',
  answerIs: 'The answer is {answer}.',
  answerIsAbout: 'The answer is {answer}, give or take {tolerance}.',
  typedAnswerIs: 'The answer is “{answer}”.',
  rightIs: 'The right answer: {answer}',
  rightAre: 'Right are:',
  missing: 'What is missing: {words}.',
  whatItIsAbout: 'What “{title}” is about',
};

export const putIn = (words: string, values: Readonly<Record<string, string | number>>): string =>
  words.replaceAll(/\{(\w+)\}/g, (whole, name: string) => (name in values ? String(values[name]) : whole));
