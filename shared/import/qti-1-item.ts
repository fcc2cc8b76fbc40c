import type { Passage } from './imported.ts';
import { type Condition, conditionsOf } from './qti-1-conditions.ts';
import {
  choiceOf,
  matchingOf,
  numberOf,
  type Outcome,
  refused,
  taken,
  typedOf,
  type WeightedAnswer,
} from './weighted.ts';
import { allOf, childOf, childrenOf, escapeText, htmlOf, textOf, type XmlElement } from './xml.ts';

/* An item of QTI 1.2, as learning platforms export it and Common Cartridge asks for it. */

const RENDERINGS = new Set(['render_choice', 'render_fib']);

export const qti1Item = (
  item: XmlElement,
  at: { ref: string; category: string[] },
  media: (src: string) => string | null,
): Outcome => {
  const presentation = childOf(item, 'presentation');
  if (!presentation) return refused({ code: 'broken', detail: 'it has no presentation' });
  const responses = ['response_lid', 'response_str', 'response_num', 'response_grp', 'response_xy'].flatMap((name) =>
    allOf(presentation, name),
  );
  const [first] = responses;
  const lost = new Set<string>();
  const shown = (element: XmlElement | null): Passage => materialOf(element, media, lost);
  const prompt = shown(presentation);
  if (!first) return refused({ code: 'not-a-question' });
  if (prompt.text === '') return refused({ code: 'broken', detail: 'it asks nothing' });
  const foreign = responses.find((response) => !childrenOf(response).some(({ name }) => RENDERINGS.has(name)));
  if (foreign)
    return refused({
      code: 'kind',
      kind:
        childrenOf(foreign)
          .map(({ name }) => name)
          .find((name) => name.startsWith('render_')) ?? foreign.name,
    });
  const conditions = conditionsOf(item);
  const explanation = shown(feedbackNamed(item, 'general_fb') ?? feedbackNamed(item, 'solution'));
  const base = { ...at, prompt, explanation: explanation.text === '' ? null : explanation, hints: [] };
  const outcome = ((): Outcome => {
    if (responses.length > 1) return pairsOf(responses, base, conditions, shown);
    if (first.name === 'response_lid') return optionsOf(first, base, item, conditions, shown);
    return typedIn(first, base, conditions);
  })();
  return outcome.kind === 'taken' && lost.size > 0 ? refused({ code: 'missing-media', names: [...lost] }) : outcome;
};

type Base = Parameters<typeof choiceOf>[0];

const optionsOf = (
  response: XmlElement,
  base: Base,
  item: XmlElement,
  conditions: Condition[],
  shown: (element: XmlElement | null) => Passage,
): Outcome => {
  const labels = allOf(response, 'response_label');
  const isSingle = (response.attributes.rcardinality ?? 'Single').toLowerCase() === 'single';
  if (!isSingle && (response.attributes.rcardinality ?? '').toLowerCase() === 'ordered')
    return inOrder(labels, base, conditions, shown);
  // Of several options, those that the one condition with all points asks for together.
  const whole = conditions.filter(({ weight }) => (weight ?? 0) > 0.995);
  const options = labels.map((label): WeightedAnswer => {
    const id = label.attributes.ident ?? '';
    const naming = conditions.filter(({ equal }) => equal.some(({ value }) => value === id));
    const alone = naming.filter(({ equal }) => equal.length === 1);
    const weight = isSingle
      ? Math.max(0, ...alone.map((condition) => condition.weight ?? 0))
      : (whole.length > 0 ? whole : naming).some(
            ({ equal, weight }) => (weight ?? 0) > 0 && equal.some(({ value }) => value === id),
          )
        ? 1
        : 0;
    const feedback = alone.flatMap(({ feedback: names }) => names).map((name) => shown(feedbackNamed(item, name)));
    return { text: shown(label), weight, feedback: feedback.find(({ text }) => text !== '') ?? null };
  });
  const truth = options.map(({ text }) =>
    text.text
      .replaceAll(/<[^>]*>/g, '')
      .trim()
      .toLowerCase(),
  );
  if (isSingle && truth.length === 2 && truth.includes('true') && truth.includes('false')) {
    const right = truth[options.findIndex(({ weight }) => weight > 0.995)];
    if (right === undefined) return refused({ code: 'no-right-answer' });
    const said = (word: string): Passage | null => options[truth.indexOf(word)]?.feedback ?? null;
    return taken(
      { ...base, kind: 'true_false', answer: right === 'true', feedback: { true: said('true'), false: said('false') } },
      [],
    );
  }
  return choiceOf(base, options, isSingle);
};

const inOrder = (
  labels: XmlElement[],
  base: Base,
  conditions: Condition[],
  shown: (element: XmlElement | null) => Passage,
): Outcome => {
  const order = conditions.find(({ weight, equal }) => (weight ?? 0) > 0.995 && equal.length === labels.length)?.equal;
  const items = order?.map(({ value }) => labels.find(({ attributes }) => attributes.ident === value) ?? null);
  if (!items || items.includes(null)) return refused({ code: 'no-right-answer' });
  if (items.length < 3) return refused({ code: 'too-few', what: 'items' });
  if (items.length > 8) return refused({ code: 'too-many', what: 'items', most: 8 });
  return taken({ ...base, kind: 'ordering', items: items.map(shown) }, []);
};

/** Several lists of the same choices are a matching. */
const pairsOf = (
  responses: XmlElement[],
  base: Base,
  conditions: Condition[],
  shown: (element: XmlElement | null) => Passage,
): Outcome => {
  const choicesOf = (response: XmlElement) =>
    new Map(allOf(response, 'response_label').map((label) => [label.attributes.ident ?? '', shown(label)]));
  const lists = responses.map(choicesOf);
  const words = lists.map((list) =>
    [...list.values()]
      .map(({ text }) => text)
      .sort()
      .join('\n'),
  );
  if (words.some((list) => list !== words[0]) || responses.some(({ name }) => name !== 'response_lid'))
    return refused({ code: 'kind', kind: `${responses.length} responses in one item` });
  const pairs = responses.map((response, index) => {
    const right = conditions.find(
      ({ weight, equal }) =>
        (weight ?? 0) > 0 && equal.some(({ response: name }) => name === response.attributes.ident),
    );
    const id = right?.equal.find(({ response: name }) => name === response.attributes.ident)?.value ?? '';
    return { text: shown(response), match: lists[index]?.get(id) ?? ({ form: 'html', text: '' } satisfies Passage) };
  });
  return matchingOf(base, pairs, [...(lists[0]?.values() ?? [])]);
};

const typedIn = (response: XmlElement, base: Base, conditions: Condition[]): Outcome => {
  const fib = childOf(response, 'render_fib');
  const isNumber =
    response.name === 'response_num' ||
    ['decimal', 'integer', 'scientific'].includes((fib?.attributes.fibtype ?? '').toLowerCase());
  const right = conditions.filter(({ weight }) => weight !== null && weight > 0);
  if (right.length === 0)
    return refused(
      conditions.every(({ equal }) => equal.length === 0)
        ? { code: 'kind', kind: 'essay' }
        : { code: 'no-right-answer' },
    );
  if (isNumber || right.some(({ range }) => range)) {
    const numbers = right.map(({ weight, equal, range }) => {
      const exact = Number(equal[0]?.value ?? Number.NaN);
      const middle = range ? Number(((range.low + range.high) / 2).toPrecision(12)) : Number.NaN;
      const value = Number.isFinite(exact) ? exact : middle;
      const tolerance = range ? Math.max(value - range.low, range.high - value) : 0;
      return { value, tolerance: Number(tolerance.toPrecision(12)), weight: weight ?? 0, feedback: null };
    });
    const sound = numbers.filter(({ value, tolerance }) => Number.isFinite(value) && tolerance >= 0);
    return sound.length > 0 ? numberOf(base, sound) : refused({ code: 'broken', detail: 'its answer is no number' });
  }
  const answers = right.flatMap(({ weight, equal }) =>
    equal.map(
      ({ value }): WeightedAnswer => ({ text: { form: 'plain', text: value }, weight: weight ?? 0, feedback: null }),
    ),
  );
  return typedOf(
    base,
    answers,
    right.every(({ equal }) => equal.every(({ ignoresCase }) => !ignoresCase)),
    'itself',
  );
};

const feedbackNamed = (item: XmlElement, name: string): XmlElement | null =>
  childrenOf(item, 'itemfeedback').find(({ attributes }) => attributes.ident === name) ?? null;

/** The material an element shows itself, without that of its responses. */
const materialOf = (element: XmlElement | null, media: (src: string) => string | null, lost: Set<string>): Passage => {
  const parts = materialsIn(element).map((part) => {
    if (part.name === 'mattext') {
      const isHtml = (part.attributes.texttype ?? '').toLowerCase().includes('html');
      return isHtml ? withMedia(textOf(part) || htmlOf(part), media, lost) : escapeText(textOf(part));
    }
    const src = part.attributes.uri ?? '';
    const name = media(src);
    if (name === null) lost.add(src);
    return name === null
      ? ''
      : `<img src="media:${encodeURIComponent(name)}" alt="${escapeText(part.attributes.label ?? '')}">`;
  });
  return { form: 'html', text: parts.join(' ').trim() };
};

const materialsIn = (element: XmlElement | null): XmlElement[] =>
  childrenOf(element).flatMap((child) => {
    if (['mattext', 'matimage', 'mataudio', 'matvideo'].includes(child.name)) return [child];
    // What a response shows is its own, unless it is the response that was asked for.
    return child.name.startsWith('response_') || child.name.startsWith('render_') ? [] : materialsIn(child);
  });

const withMedia = (html: string, media: (src: string) => string | null, lost: Set<string>): string =>
  html.replaceAll(
    /(<(?:img|audio|source)\b[^>]*?\bsrc\s*=\s*)(["'])([^"']*)\2/gi,
    (_, before: string, quote: string, src: string) => {
      const name = media(src.replaceAll('&amp;', '&'));
      if (name === null) lost.add(src);
      return `${before}${quote}${name === null ? '' : `media:${encodeURIComponent(name)}`}${quote}`;
    },
  );
