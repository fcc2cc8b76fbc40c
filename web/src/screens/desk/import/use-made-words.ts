import type { MadeWords } from '@hornbook/shared/import/made-words.ts';
import { useLingui } from '@lingui/react/macro';

/** Words that are made where a file has none; what stands in braces is put in by the reader. */
export const useMadeWords = (): MadeWords => {
  const { t } = useLingui();
  const [answer, tolerance, words, title] = ['{answer}', '{tolerance}', '{words}', '{title}'];
  return {
    fillIn: t`Fill in what is missing.`,
    isTrue: t`This is true.`,
    isFalse: t`This is false.`,
    answerIs: t`The answer is ${answer}.`,
    answerIsAbout: t`The answer is ${answer}, give or take ${tolerance}.`,
    typedAnswerIs: t`The answer is “${answer}”.`,
    rightIs: t`The right answer: ${answer}`,
    rightAre: t`Right are:`,
    missing: t`What is missing: ${words}.`,
    whatItIsAbout: t`What “${title}” is about`,
  };
};
