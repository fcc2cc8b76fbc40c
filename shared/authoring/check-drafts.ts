import { MAX_SOURCE } from '../code/code-run.ts';
import { foldText } from '../grading/short-text.ts';
import { bareWords } from '../grading/speak.ts';
import { LEAST_COHORT } from '../pronunciation/judge.ts';
import {
  activityKindOf,
  allWithin,
  childrenOf,
  type DraftNode,
  flagIn,
  numberIn,
  partsIn,
  programIn,
  questionKindOf,
  textIn,
  wordsIn,
} from './draft.ts';
import { readGaps } from './draft-gaps.ts';
import { LANGUAGE_TAG, MOST_VOICES } from './speech-limits.ts';

/** What keeps a course from being published. */
export type DraftFault =
  | 'no-title'
  | 'no-text'
  | 'no-short-description'
  | 'no-author'
  | 'no-skills'
  | 'no-lessons'
  | 'no-summary'
  | 'key-points'
  | 'no-questions'
  | 'too-many'
  | 'no-prompt'
  | 'no-explanation'
  | 'test-has-hints'
  | 'few-options'
  | 'empty-option'
  | 'same-option'
  | 'one-correct'
  | 'some-correct'
  | 'no-answer'
  | 'near-is-right'
  | 'near-has-no-words'
  | 'few-items'
  | 'few-pairs'
  | 'no-gaps'
  | 'empty-gap'
  | 'gap-choice'
  | 'no-solution'
  | 'no-tests'
  | 'half-a-test'
  | 'program-too-long'
  | 'code-at-service'
  | 'no-phrase'
  | 'no-voice'
  | 'voice-without-name'
  | 'voice-without-sound'
  | 'too-many-voices'
  | 'spoken-in'
  | 'speech-at-service';

/** What would make it better, and does not. */
export type DraftAdvice = 'mostly-true-false' | 'nothing-to-answer' | 'no-feedback' | 'one-voice' | 'few-phrases';

export interface DraftProblem {
  /** The draft it is about. */
  id: string;
  fault: DraftFault;
}

export interface DraftHint {
  id: string;
  advice: DraftAdvice;
}

const MOST = { unit: 99, lesson: 99, question: 100 };

/** Everything that must be mended before publishing, in the order of the course. The service checks the same, and more. */
export const checkDrafts = (course: DraftNode): DraftProblem[] =>
  allWithin(course).flatMap((node) => faultsOf(node).map((fault) => ({ id: node.id, fault })));

const faultsOf = (node: DraftNode): DraftFault[] => {
  const { kind, title, text, details } = node;
  const faults: DraftFault[] = [];
  const unless = (right: boolean, fault: DraftFault) => {
    if (!right) faults.push(fault);
  };
  const says = (name: string) => textIn(details, name) !== '';
  if (kind !== 'question' && kind !== 'activity' && kind !== 'asset') unless(title.trim() !== '', 'no-title');
  switch (kind) {
    case 'course':
      unless(says('shortDescription'), 'no-short-description');
      unless(text.trim() !== '', 'no-text');
      unless(says('author'), 'no-author');
      unless(childrenOf(node, 'skill').length > 0, 'no-skills');
      unless(childrenOf(node, 'unit').length > 0, 'no-lessons');
      unless(childrenOf(node, 'unit').length <= MOST.unit, 'too-many');
      break;
    case 'unit':
      unless(text.trim() !== '', 'no-text');
      unless(node.children.length > 0, 'no-lessons');
      unless(childrenOf(node, 'lesson').length <= MOST.lesson, 'too-many');
      break;
    case 'lesson': {
      unless(text.trim() !== '', 'no-text');
      unless(says('summary'), 'no-summary');
      const points = wordsIn(details, 'keyPoints').length;
      unless(points >= 2 && points <= 5, 'key-points');
      break;
    }
    case 'activity':
      unless(node.children.length > 0, 'no-questions');
      unless(node.children.length <= MOST.question, 'too-many');
      if (activityKindOf(node) === 'test')
        unless(
          node.children.every((question) => wordsIn(question.details, 'hints').length === 0),
          'test-has-hints',
        );
      // All of its tests are shown to whoever answers, and they run on the device.
      if (activityKindOf(node) === 'test' && details.gradedOn === 'server')
        unless(
          node.children.every((question) => questionKindOf(question) !== 'code'),
          'code-at-service',
        );
      if (activityKindOf(node) === 'test' && details.gradedOn === 'server')
        unless(
          node.children.every((question) => questionKindOf(question) !== 'speak'),
          'speech-at-service',
        );
      break;
    case 'question':
      unless(text.trim() !== '', 'no-prompt');
      unless(says('explanation'), 'no-explanation');
      faults.push(...faultsOfQuestion(node));
      break;
    case 'skill':
    case 'asset':
      break;
  }
  return faults;
};

const distinct = (texts: readonly string[]): boolean => new Set(texts).size === texts.length;

const faultsOfQuestion = (node: DraftNode): DraftFault[] => {
  const { details } = node;
  const kind = questionKindOf(node);
  switch (kind) {
    case 'multiple_choice':
    case 'multiple_response': {
      const options = partsIn(details, 'option');
      const correct = options.filter((option) => option.correct).length;
      const right = kind === 'multiple_choice' ? correct === 1 : correct >= 1;
      return [
        ...(options.length < 2 ? (['few-options'] as const) : []),
        ...faultsOfTexts(options.map(({ text }) => text)),
        ...(right ? [] : ([kind === 'multiple_choice' ? 'one-correct' : 'some-correct'] as const)),
      ];
    }
    case 'true_false':
      return flagIn(details, 'answer') === undefined ? ['no-answer'] : [];
    case 'numeric':
      return numberIn(details, 'answer') === undefined ? ['no-answer'] : [];
    case 'short_text': {
      const caseSensitive = flagIn(details, 'caseSensitive') ?? false;
      const accepted = wordsIn(details, 'accept').map((word) => foldText(word, caseSensitive));
      const near = partsIn(details, 'near');
      return [
        ...(accepted.filter((word) => word !== '').length === 0 ? (['no-answer'] as const) : []),
        ...(near.some(({ text }) => accepted.includes(foldText(text, caseSensitive)))
          ? (['near-is-right'] as const)
          : []),
        ...(near.some(({ text, feedback }) => text === '' || feedback === '') ? (['near-has-no-words'] as const) : []),
      ];
    }
    case 'ordering': {
      const items = partsIn(details, 'item').map(({ text }) => text);
      return [...(items.length < 3 || items.length > 8 ? (['few-items'] as const) : []), ...faultsOfTexts(items)];
    }
    case 'matching': {
      const pairs = partsIn(details, 'pair');
      return [
        ...(pairs.length < 2 || pairs.length > 8 ? (['few-pairs'] as const) : []),
        ...faultsOfTexts(pairs.map(({ text }) => text)),
        ...(pairs.some(({ match }) => match === '') ? (['empty-option'] as const) : []),
      ];
    }
    case 'cloze': {
      const { gaps } = readGaps(textIn(details, 'gapText'));
      const isEmpty = gaps.some((gap) => gap.kind === 'text' && gap.accept.length === 0);
      const isWrong = gaps.some(
        (gap) =>
          gap.kind === 'choice' &&
          (gap.options.length < 2 ||
            gap.options.filter(({ correct }) => correct).length !== 1 ||
            gap.options.some(({ text }) => text === '') ||
            !distinct(gap.options.map(({ text }) => text))),
      );
      return [
        ...(gaps.length === 0 || gaps.length > 12 ? (['no-gaps'] as const) : []),
        ...(isEmpty ? (['empty-gap'] as const) : []),
        ...(isWrong ? (['gap-choice'] as const) : []),
      ];
    }
    case 'code':
      return faultsOfCode(node);
    case 'speak':
      return faultsOfSpeech(node);
  }
};

const faultsOfCode = ({ details }: DraftNode): DraftFault[] => {
  const tests = partsIn(details, 'test');
  const [starter, solution] = [programIn(details, 'starter'), programIn(details, 'solution')];
  const isTested = tests.length > 0 || programIn(details, 'expectedOutput') !== '';
  return [
    ...(solution.trim() === '' ? (['no-solution'] as const) : []),
    ...(isTested ? [] : (['no-tests'] as const)),
    ...(tests.some(({ text, match }) => text === '' || match === '') ? (['half-a-test'] as const) : []),
    ...(Math.max(starter.length, solution.length) > MAX_SOURCE ? (['program-too-long'] as const) : []),
  ];
};

const faultsOfSpeech = ({ details }: DraftNode): DraftFault[] => {
  const voices = partsIn(details, 'voice');
  const spokenIn = textIn(details, 'spokenIn');
  const given: [boolean, DraftFault][] = [
    // Whoever can't speak writes it: of marks alone nothing would be left to write.
    [bareWords(textIn(details, 'phrase')) === '', 'no-phrase'],
    [voices.length === 0, 'no-voice'],
    [voices.some(({ text }) => text === ''), 'voice-without-name'],
    [voices.some(({ match }) => match === ''), 'voice-without-sound'],
    [voices.length > MOST_VOICES, 'too-many-voices'],
    [spokenIn !== '' && !LANGUAGE_TAG.test(spokenIn), 'spoken-in'],
  ];
  return given.flatMap(([isSo, fault]) => (isSo ? [fault] : []));
};

const faultsOfTexts = (texts: readonly string[]): DraftFault[] => [
  ...(texts.some((text) => text === '') ? (['empty-option'] as const) : []),
  ...(distinct(texts.filter((text) => text !== '')) ? [] : (['same-option'] as const)),
];

/** What an author may want to look at again. */
export const adviseOn = (course: DraftNode): DraftHint[] => {
  const all = allWithin(course);
  const hints: DraftHint[] = [];
  const questions = all.filter(({ kind }) => kind === 'question');
  const guessed = questions.filter((question) => questionKindOf(question) === 'true_false').length;
  // Half of them is right by chance: little is learnt of who answers.
  if (questions.length >= 4 && guessed * 2 > questions.length)
    hints.push({ id: course.id, advice: 'mostly-true-false' });
  const spoken = questions.filter((question) => questionKindOf(question) === 'speak').length;
  if (spoken > 0 && spoken <= LEAST_COHORT) hints.push({ id: course.id, advice: 'few-phrases' });
  for (const node of all) {
    if (node.kind === 'lesson' && node.children.length === 0) hints.push({ id: node.id, advice: 'nothing-to-answer' });
    if (node.kind === 'question' && questionKindOf(node) === 'speak' && partsIn(node.details, 'voice').length === 1)
      hints.push({ id: node.id, advice: 'one-voice' });
    if (node.kind === 'question' && questionKindOf(node) === 'multiple_choice') {
      const wrong = partsIn(node.details, 'option').filter(({ correct }) => !correct);
      if (wrong.length > 0 && wrong.every(({ feedback }) => feedback === ''))
        hints.push({ id: node.id, advice: 'no-feedback' });
    }
  }
  return hints;
};
