import { type GiftAnswer, giftAnswers } from './gift-answers.ts';
import { escapedAt, indexOutside, passageOf, withoutEscapes } from './gift-text.ts';
import { type Passage, worded } from './imported.ts';
import { choiceOf, matchingOf, numberOf, type Outcome, refused, taken, typedOf } from './weighted.ts';

/** One item of a GIFT file, without comments. */
export const giftQuestion = (
  source: string,
  category: string[],
  id: string | null,
): { name: string; ref: string; outcome: Outcome } => {
  const text = source.trim();
  const [, title, afterTitle = text] = /^::((?:[^:\\]|\\.|:(?!:))*)::([\s\S]*)$/.exec(text) ?? [];
  const open = indexOutside(afterTitle, '{');
  const close = open < 0 ? -1 : indexOutside(afterTitle, '}', open + 1);
  const stem = open < 0 ? afterTitle : afterTitle.slice(0, open);
  const tail = close < 0 ? '' : afterTitle.slice(close + 1);
  // With words behind it the answer stands in a gap of the sentence.
  const shown = passageOf(tail.trim() === '' ? stem : `${stem.trimEnd()} \\_\\_\\_\\_\\_ ${tail.trimStart()}`);
  const name = title === undefined ? shortened(shown.text) : withoutEscapes(title).trim();
  const ref = id ?? (title === undefined ? shown.text : withoutEscapes(title).trim());
  const outcome = ((): Outcome => {
    if (open < 0) return refused({ code: 'not-a-question' });
    if (close < 0) return refused({ code: 'broken', detail: 'the { has no } before the next empty line' });
    if (indexOutside(tail, '{') >= 0) return refused({ code: 'kind', kind: 'several answer blocks' });
    if (shown.text.trim() === '') return refused({ code: 'broken', detail: 'there is no question before the {' });
    return outcomeOf(shown, afterTitle.slice(open + 1, close), { ref, category });
  })();
  return { name, ref, outcome };
};

const outcomeOf = (prompt: Passage, block: string, at: { ref: string; category: string[] }): Outcome => {
  const parts = splitGeneral(block);
  const general = parts.general === null ? null : passageOf(parts.general, prompt.form);
  const base = { ...at, prompt, explanation: worded(general), hints: [] };
  const inside = parts.answers.trim();
  if (inside === '') return refused({ code: 'kind', kind: 'essay' });
  const truth = /^(TRUE|T|FALSE|F)(?=$|\s*#)/i.exec(inside);
  if (truth) {
    const answer = /^T/i.test(truth[0]);
    const [ifWrong = '', ifRight = ''] = inside
      .slice(truth[0].length)
      .trim()
      .replace(/^#/, '')
      .split(/(?<!\\)#/);
    const [wrong, right] = [ifWrong, ifRight].map((words) => worded(passageOf(words, prompt.form)));
    const feedback = answer ? { true: right, false: wrong } : { true: wrong, false: right };
    return taken(
      { ...base, kind: 'true_false', answer, feedback: feedback as Record<'true' | 'false', Passage | null> },
      [],
    );
  }
  const answers = giftAnswers(inside, prompt.form);
  switch (answers.kind) {
    case 'broken':
      return refused({ code: 'broken', detail: answers.detail });
    case 'numbers':
      return numberOf(base, answers.numbers);
    case 'pairs':
      return matchingOf(base, answers.pairs);
    case 'typed':
      return typedOf(base, answers.answers, false, 'any letters');
    case 'choice':
      return choiceOf(base, answers.answers, answers.answers.some(isMarkedRight) ? true : null);
  }
};

const isMarkedRight = ({ weight }: GiftAnswer): boolean => weight === 1;

/** What is said to everybody after answering stands behind four number signs, at the end. */
const splitGeneral = (block: string): { answers: string; general: string | null } => {
  for (let at = block.indexOf('####'); at >= 0; at = block.indexOf('####', at + 1))
    if (!escapedAt(block, at)) return { answers: block.slice(0, at), general: block.slice(at + 4) };
  return { answers: block, general: null };
};

const shortened = (text: string): string => {
  const line = text
    .replaceAll(/<[^>]*>/g, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim();
  return line.length > 60 ? `${line.slice(0, 59)}…` : line;
};
