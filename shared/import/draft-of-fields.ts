import { readGaps } from '../authoring/draft-gaps.ts';
import type { Change, Refusal } from './imported.ts';

/** What a draft of a question says: its text, and its details by name. */
export interface DraftWords {
  text: string;
  details: Record<string, unknown>;
}

export type DraftMade =
  | { kind: 'draft'; draft: DraftWords; changes: Change[] }
  /** The desk has no way to write this. */
  | { kind: 'unfit'; refusal: Refusal };

type Fields = Readonly<Record<string, unknown>>;
type Worded = { id?: string; text: string; match?: string; correct?: boolean; feedback?: string };

/** A question in the form of courses (questionSchema) as the desk keeps it: the other way round of questionFields. */
export const draftOfFields = (fields: Fields): DraftMade => {
  const { kind, prompt, explanation, hints, points } = fields;
  const changes: Change[] = [];
  const base = { ...said('points', points), ...said('hints', hints), explanation, kind };
  const own = ownDetails(fields, changes);
  if (own.kind === 'unfit') return own;
  return { kind: 'draft', draft: { text: String(prompt), details: { ...base, ...own.details } }, changes };
};

const said = (name: string, value: unknown): Record<string, unknown> => (value === undefined ? {} : { [name]: value });

// Places compare as text, and others can be put between them (fractional-indexing).
const DIGITS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
/** The place of one of up to 62 things, counted from 0. */
export const nthPlace = (index: number): string => `a${DIGITS[index]}`;
const placed = (kind: string, all: unknown, idOf: (one: Worded, index: number) => string): Record<string, unknown> =>
  Object.fromEntries(
    ((all ?? []) as Worded[]).map((one, index) => {
      const { id: _, ...words } = one;
      return [`${kind}:${idOf(one, index)}`, { place: nthPlace(index), ...words }];
    }),
  );
const numbered = (_: Worded, index: number): string => `i${index + 1}`;

const ownDetails = (
  fields: Fields,
  changes: Change[],
): { kind: 'details'; details: Record<string, unknown> } | Extract<DraftMade, { kind: 'unfit' }> => {
  const { scoring, caseSensitive, answer } = fields;
  const details = (own: Record<string, unknown>) => ({ kind: 'details' as const, details: own });
  switch (fields.kind) {
    case 'multiple_choice':
    case 'multiple_response':
      return details({ ...placed('option', fields.options, ({ id }) => String(id)), ...said('scoring', scoring) });
    case 'true_false': {
      const feedback = (fields.feedback ?? {}) as { true?: string; false?: string };
      return details({ answer, ...said('feedbackTrue', feedback.true), ...said('feedbackFalse', feedback.false) });
    }
    case 'numeric':
      return details({ answer, ...said('tolerance', fields.tolerance), ...said('unit', fields.unit) });
    case 'short_text':
      return details({
        accept: fields.accept,
        ...said('caseSensitive', caseSensitive),
        ...placed('near', fields.nearMisses, numbered),
      });
    case 'ordering':
      return details({ ...placed('item', fields.items, numbered), ...said('scoring', scoring) });
    case 'matching':
      return details({
        ...placed('pair', fields.pairs, numbered),
        ...said('others', fields.others),
        ...said('scoring', scoring),
      });
    case 'cloze':
      return clozeDetails(fields, changes);
    case 'speak':
      return details({
        phrase: fields.text,
        ...said('ipa', fields.ipa),
        ...said('spokenIn', fields.language),
        ...said('accept', fields.accept),
        ...placed(
          'voice',
          ((fields.voices ?? []) as { name: string; sound: string }[]).map(({ name, sound }) => ({
            text: name,
            match: sound,
          })),
          numbered,
        ),
        ...said('scoring', scoring),
      });
    default:
      return { kind: 'unfit', refusal: { code: 'kind', kind: String(fields.kind) } };
  }
};

interface Gap {
  id: string;
  kind: string;
  accept?: string[];
  answer?: number;
  options?: Worded[];
  [more: string]: unknown;
}

const clozeDetails = (fields: Fields, changes: Change[]): ReturnType<typeof ownDetails> => {
  const gaps = fields.gaps as Gap[];
  const byId = new Map(gaps.map((gap) => [gap.id, gap]));
  for (const { id, kind, accept: _, answer: __, options = [], ...more } of gaps) {
    // What is so where nothing is said needs no words.
    const isMore = Object.values(more).some((value) => value && !(Array.isArray(value) && value.length === 0));
    if (isMore || options.some(({ feedback }) => feedback !== undefined))
      changes.push({ code: 'gap-details-left-out' });
  }
  const order: Gap[] = [];
  const gapText = String(fields.text).replaceAll(/\[\[([a-z0-9]+)\]\]/g, (whole, id: string) => {
    const gap = byId.get(id);
    if (!gap) return whole;
    order.push(gap);
    return `[[${writtenGap(gap)}]]`;
  });
  // Read back as the desk reads it: what comes out otherwise would be graded otherwise.
  const read = readGaps(gapText).gaps;
  const wrong = order.find((gap, index) => !isSame(gap, read[index]));
  if (wrong || read.length !== order.length)
    return { kind: 'unfit', refusal: { code: 'gap', words: writtenGap(wrong ?? (order[0] as Gap)) } };
  const distinct = changes.slice(0, 1);
  changes.splice(0, changes.length, ...distinct);
  return { kind: 'details', details: { gapText, ...said('scoring', fields.scoring) } };
};

const writtenGap = ({ kind, accept = [], answer, options = [] }: Gap): string => {
  if (kind === 'number') return String(answer);
  if (kind === 'text') return accept.join(' / ');
  return options.map(({ text, correct }) => `${correct ? '*' : ''}${text}`).join(' | ');
};

const isSame = (gap: Gap, read: ReturnType<typeof readGaps>['gaps'][number] | undefined): boolean => {
  switch (read?.kind) {
    case 'number':
      // Digits that are to be typed are a number, unless their form could mean another one.
      return gap.kind === 'number'
        ? read.answer === gap.answer
        : gap.accept?.length === 1 && /^(?:0|[1-9]\d*)(?:\.\d+)?$/.test(gap.accept[0] ?? '');
    case 'text':
      return gap.kind === 'text' && JSON.stringify(read.accept) === JSON.stringify(gap.accept);
    case 'choice':
      return (
        gap.kind === 'choice' &&
        JSON.stringify(read.options.map(({ text, correct }) => [text, correct])) ===
          JSON.stringify(gap.options?.map(({ text, correct }) => [text, correct ?? false]))
      );
    case undefined:
      return false;
  }
};
