import { escapedAt, indexOutside, passageOf, withoutEscapes } from './gift-text.ts';
import type { Passage } from './imported.ts';
import type { WeightedAnswer, WeightedNumber } from './weighted.ts';

export type GiftAnswer = WeightedAnswer;

export type GiftAnswers =
  | { kind: 'choice' | 'typed'; answers: GiftAnswer[] }
  | { kind: 'numbers'; numbers: WeightedNumber[] }
  | { kind: 'pairs'; pairs: { text: Passage; match: Passage }[] }
  | { kind: 'broken'; detail: string };

/** What stands between the braces, general feedback taken away. `form` is that of the question. */
export const giftAnswers = (inside: string, form: Passage['form']): GiftAnswers => {
  if (inside.startsWith('#')) return numbers(inside.slice(1), form);
  const parts = partsOf(inside);
  if (parts.before.trim() !== '')
    return { kind: 'broken', detail: `"${parts.before.trim().slice(0, 40)}" stands before the first = or ~` };
  if (parts.list.length === 0) return { kind: 'broken', detail: 'there is no answer' };
  if (parts.list.every(({ sign, text }) => sign === '=' && indexOutside(text, '->') >= 0)) {
    return {
      kind: 'pairs',
      pairs: parts.list.map(({ text }) => {
        const [pair = ''] = splitFeedback(text);
        const arrow = indexOutside(pair, '->');
        return { text: passageOf(pair.slice(0, arrow), form), match: passageOf(pair.slice(arrow + 2), 'plain') };
      }),
    };
  }
  const answers: GiftAnswer[] = [];
  for (const { sign, text } of parts.list) {
    const weighted = weightOf(text, sign === '=' ? 1 : 0);
    if (weighted === null)
      return { kind: 'broken', detail: `the weight in "${text.trim().slice(0, 40)}" is no number` };
    const [words = '', feedback] = splitFeedback(weighted.rest);
    answers.push({
      text: passageOf(words, form),
      weight: weighted.weight,
      feedback: feedback === undefined ? null : passageOf(feedback, form),
    });
  }
  if (answers.some(({ text }) => text.text === '')) return { kind: 'broken', detail: 'an answer is empty' };
  const isTyped = parts.list.every(({ sign }) => sign === '=');
  return { kind: isTyped ? 'typed' : 'choice', answers };
};

const partsOf = (inside: string): { before: string; list: { sign: '=' | '~'; text: string }[] } => {
  const list: { sign: '=' | '~'; text: string }[] = [];
  let before = '';
  for (let at = 0; at < inside.length; at += 1) {
    const sign = inside[at] as string;
    if ((sign === '=' || sign === '~') && !escapedAt(inside, at)) list.push({ sign, text: '' });
    else {
      const last = list.at(-1);
      if (last) last.text += sign;
      else before += sign;
    }
  }
  return { before, list };
};

/** `%50%text`: the share of the points in percent. Null when it is no number. */
const weightOf = (text: string, unsaid: number): { weight: number; rest: string } | null => {
  const [, percent, rest] = /^\s*%([^%]*)%([\s\S]*)$/.exec(text) ?? [];
  if (percent === undefined) return { weight: unsaid, rest: text };
  const weight = Number(percent.replace(',', '.')) / 100;
  return percent.trim() !== '' && Number.isFinite(weight) ? { weight, rest: rest as string } : null;
};

const splitFeedback = (text: string): [string, string?] => {
  const at = indexOutside(text, '#');
  return at < 0 ? [text] : [text.slice(0, at), text.slice(at + 1)];
};

const numbers = (inside: string, form: Passage['form']): GiftAnswers => {
  const parts = partsOf(inside);
  const list = parts.list.length > 0 ? parts.list : [{ sign: '=' as const, text: parts.before }];
  if (parts.list.length > 0 && parts.before.trim() !== '')
    return { kind: 'broken', detail: `"${parts.before.trim().slice(0, 40)}" stands before the first =` };
  const found: WeightedNumber[] = [];
  for (const { sign, text } of list) {
    // A wrong answer without a number only carries feedback for all the others.
    const weighted = weightOf(text, sign === '=' ? 1 : 0);
    const [words = '', feedback] = splitFeedback(weighted?.rest ?? text);
    const number = weighted && numberIn(withoutEscapes(words).trim());
    if (sign === '~' && !number) continue;
    if (!weighted || !number) return { kind: 'broken', detail: `"${words.trim().slice(0, 40)}" is no number` };
    found.push({
      ...number,
      weight: weighted.weight,
      feedback: feedback === undefined ? null : passageOf(feedback, form),
    });
  }
  return { kind: 'numbers', numbers: found };
};

const numberIn = (text: string): { value: number; tolerance: number } | null => {
  const [, low, high] = /^(.+)\.\.(.+)$/.exec(text) ?? [];
  if (low !== undefined && high !== undefined) {
    const [least, most] = [asNumber(low), asNumber(high)];
    if (least === null || most === null || least > most) return null;
    return { value: tidy((least + most) / 2), tolerance: tidy((most - least) / 2) };
  }
  const [value = '', tolerance = '0', ...more] = text.split(':');
  const [number, width] = [asNumber(value), asNumber(tolerance)];
  return more.length > 0 || number === null || width === null || width < 0 ? null : { value: number, tolerance: width };
};

const asNumber = (text: string): number | null => {
  const number = Number(text.trim().replace(',', '.'));
  return text.trim() !== '' && Number.isFinite(number) ? number : null;
};

/** Half a sum of two decimals is a decimal again. */
const tidy = (value: number): number => Number(value.toPrecision(12));
