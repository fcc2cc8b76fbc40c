import type { Option, SolvedOf, SolvedQuestion } from '../content/pack.ts';
import { type ExportedItem, type ExportNote, type ToExport, wordsOf } from './exported.ts';

/* Questions as GIFT, the way Moodle reads it: texts as HTML, an identifier in a comment, categories as they are here. */

/** A GIFT file, and of each question what of it GIFT has no words for. */
export const writeGift = (all: readonly ToExport[]): { text: string; items: ExportedItem[] } => {
  const blocks: string[] = [];
  const items: ExportedItem[] = [];
  let filed = '';
  for (const { question, category } of all) {
    const notes: ExportNote[] = [];
    const answers = answersOf(question, notes);
    items.push({ id: question.id, notes });
    if (answers === null) continue;
    const path = category.map((name) => oneLine(name).replaceAll('/', '//')).join('/');
    if (path !== filed) {
      filed = path;
      blocks.push(`$CATEGORY: $course$/top/${path}`);
    }
    const general = question.explanationHtml ? `####${html(question.explanationHtml)}` : '';
    blocks.push(
      `// [id:${question.id}]\n::${literal(titleOf(question))}::${html(question.promptHtml)}{${answers}${general}}`,
    );
  }
  return { text: `${blocks.join('\n\n')}\n`, items };
};

const answersOf = (question: SolvedQuestion, notes: ExportNote[]): string | null => {
  switch (question.kind) {
    case 'multiple_choice':
      return optionLines(question.options, ({ id }) => (id === question.solution.optionId ? '=' : '~'));
    case 'multiple_response': {
      const right = new Set(question.solution.optionIds);
      const share = Number((100 / right.size).toFixed(5));
      if (question.scoring === 'all') notes.push({ kind: 'changed', what: 'scoring' });
      return optionLines(question.options, ({ id }) => (right.has(id) ? `~%${share}%` : `~%-${share}%`));
    }
    case 'true_false': {
      const { value } = question.solution;
      const [ifWrong, ifRight] = value
        ? [question.feedbackHtml.false, question.feedbackHtml.true]
        : [question.feedbackHtml.true, question.feedbackHtml.false];
      const said = ifWrong || ifRight ? `#${ifWrong ? html(ifWrong) : ''}${ifRight ? `#${html(ifRight)}` : ''}` : '';
      return `${value ? 'TRUE' : 'FALSE'}${said}`;
    }
    case 'numeric':
      return `#${question.solution.value}:${question.solution.tolerance}`;
    case 'short_text':
      return typedLines(question);
    case 'matching':
      return pairLines(question, notes);
    default:
      notes.push({ kind: 'left-out', reason: 'kind', of: question.kind });
      return null;
  }
};

const optionLines = (options: readonly Option[], sign: (option: Option) => string): string =>
  `\n${options.map((option) => `${sign(option)}${html(option.html)}${feedback(option.feedbackHtml)}\n`).join('')}`;

const typedLines = ({ solution }: SolvedOf<'short_text'>): string => {
  const right = solution.accept.map((text) => `=[plain]${literal(text).replaceAll('*', '\\*')}\n`);
  const near = solution.nearMisses.map(
    ({ text, feedbackHtml }) => `=%0%[plain]${literal(text).replaceAll('*', '\\*')}${feedback(feedbackHtml)}\n`,
  );
  return `\n${[...right, ...near].join('')}`;
};

/** GIFT shows matches as plain words. */
const pairLines = ({ options, choices, solution, scoring }: SolvedOf<'matching'>, notes: ExportNote[]): string => {
  const words = new Map(choices.map((choice) => [choice.id, wordsOf(choice.html)]));
  const used = new Set(solution.pairs.map(({ choiceId }) => choiceId));
  const pairs = options.map((option) => {
    const choice = solution.pairs.find(({ optionId }) => optionId === option.id)?.choiceId ?? '';
    return `=${html(option.html.replaceAll('->', '-&gt;'))} -> ${literal(words.get(choice) ?? '')}\n`;
  });
  const others = choices.filter(({ id }) => !used.has(id)).map(({ id }) => `= -> ${literal(words.get(id) ?? '')}\n`);
  if (options.some(({ feedbackHtml }) => feedbackHtml)) notes.push({ kind: 'changed', what: 'feedback' });
  if (scoring === 'all') notes.push({ kind: 'changed', what: 'scoring' });
  return `\n${[...pairs, ...others].join('')}`;
};

const feedback = (said: string | null): string => (said ? `#${html(said)}` : '');
const oneLine = (text: string): string => text.replaceAll(/\s+/g, ' ').trim();
/** Signs of the format are written so that they are not taken for it; line ends would end an item. */
const literal = (text: string): string => text.replaceAll(/[\\~=#{}:]/g, (sign) => `\\${sign}`).replaceAll('\n', '\\n');
const html = (text: string): string => `[html]${literal(text.trim())}`;
const titleOf = ({ promptHtml }: SolvedQuestion): string => {
  const words = wordsOf(promptHtml);
  return words.length > 60 ? `${words.slice(0, 59)}…` : words;
};
