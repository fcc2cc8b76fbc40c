import { indexOutside } from './gift-text.ts';
import type { Change, ImportedGap, ImportedQuestion, Passage } from './imported.ts';
import {
  choiceOf,
  distinctChanges,
  numberOf,
  type Outcome,
  refused,
  taken,
  typedFields,
  type WeightedAnswer,
} from './weighted.ts';

/* Moodle's embedded answers: `{1:MULTICHOICE:=right~wrong#why}`, `{2:NUMERICAL:=3.5:0.1}`, `{1:SHORTANSWER:=one~=1}`. */

const MOST_GAPS = 12;
const OPENING = /\{(\d*):([A-Z_]+):/g;
const CHOICE = new Set(['MULTICHOICE', 'MC', 'MULTICHOICE_V', 'MCV', 'MULTICHOICE_H', 'MCH', 'MULTICHOICE_S', 'MCS']);
const TYPED = new Set(['SHORTANSWER', 'SA', 'MW', 'SHORTANSWER_C', 'SAC', 'MWC']);
const NUMBER = new Set(['NUMERICAL', 'NM']);

type Base = Omit<Extract<ImportedQuestion, { kind: 'cloze' }>, 'kind' | 'text' | 'gaps'>;

/** A cloze, its gaps taken out of the text of the question. */
export const clozeOf = (base: Base): Outcome => {
  const source = base.prompt.text;
  const changes: Change[] = [];
  const gaps: ImportedGap[] = [];
  let text = '';
  let from = 0;
  for (const found of source.matchAll(OPENING)) {
    const open = found.index;
    if (open < from) continue;
    const kind = found[2] as string;
    const close = indexOutside(source, '}', open);
    if (close < 0) return refused({ code: 'broken', detail: 'a gap has no }' });
    const gap = gapOf(`g${gaps.length + 1}`, kind, source.slice(open + found[0].length, close), changes);
    if (gap.kind === 'refused') return gap;
    gaps.push(gap.gap);
    text += `${source.slice(from, open)}[[${gap.gap.id}]]`;
    from = close + 1;
  }
  if (gaps.length === 0) return refused({ code: 'too-few', what: 'answers' });
  if (gaps.length > MOST_GAPS) return refused({ code: 'too-many', what: 'gaps', most: MOST_GAPS });
  const whole: Passage = { form: base.prompt.form, text: text + source.slice(from) };
  const prompt: Passage = { form: 'plain', text: '' };
  return taken({ ...base, prompt, kind: 'cloze', text: whole, gaps }, distinctChanges(changes));
};

type GapOutcome = { kind: 'gap'; gap: ImportedGap } | Extract<Outcome, { kind: 'refused' }>;

const gapOf = (id: string, kind: string, inside: string, changes: Change[]): GapOutcome => {
  const answers = answersOf(inside);
  const asRefused = (outcome: Outcome) => outcome as Extract<Outcome, { kind: 'refused' }>;
  const base = { ref: '', prompt: { form: 'plain', text: 'x' } as Passage, explanation: null, hints: [], category: [] };
  if (CHOICE.has(kind)) {
    const outcome = choiceOf(base, answers, true);
    if (outcome.kind === 'refused' || outcome.question.kind !== 'multiple_choice') return asRefused(outcome);
    changes.push(...outcome.changes);
    return { kind: 'gap', gap: { id, kind: 'choice', options: outcome.question.options } };
  }
  if (NUMBER.has(kind)) {
    const numbers = answers.map((answer) => {
      const [value = '', tolerance = '0'] = answer.text.text.split(':');
      return { ...answer, value: Number(value.replace(',', '.')), tolerance: Number(tolerance.replace(',', '.')) };
    });
    const sound = numbers.filter(({ value, tolerance }) => Number.isFinite(value) && tolerance >= 0);
    if (sound.length === 0)
      return asRefused(refused({ code: 'broken', detail: `"${inside.slice(0, 40)}" is no number` }));
    const outcome = numberOf(base, sound);
    if (outcome.kind === 'refused' || outcome.question.kind !== 'numeric') return asRefused(outcome);
    changes.push(...outcome.changes);
    return {
      kind: 'gap',
      gap: { id, kind: 'number', answer: outcome.question.answer, tolerance: outcome.question.tolerance },
    };
  }
  if (!TYPED.has(kind)) return asRefused(refused({ code: 'kind', kind: `cloze ${kind}` }));
  const { accept, nearMisses } = typedFields(answers, changes, 'any letters');
  if (accept.length === 0) return asRefused(refused({ code: 'no-right-answer' }));
  return { kind: 'gap', gap: { id, kind: 'text', accept, caseSensitive: kind.endsWith('C'), nearMisses } };
};

const answersOf = (inside: string): WeightedAnswer[] =>
  inside.split(/(?<!\\)~/).map((part) => {
    const [, equals, percent, rest = ''] = /^\s*(=)?(?:%(-?[\d.]+)%)?([\s\S]*)$/.exec(part) ?? [];
    const [text = '', feedback] = rest.split(/(?<!\\)#/);
    return {
      text: { form: 'html', text: literal(text) },
      weight: percent === undefined ? (equals ? 1 : 0) : Number(percent) / 100,
      feedback: feedback === undefined ? null : { form: 'html', text: literal(feedback) },
    };
  });

const literal = (text: string): string => text.replaceAll(/\\([\\~=#{}"'])/g, '$1').trim();
