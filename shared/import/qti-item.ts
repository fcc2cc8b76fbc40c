import { wordsOf } from '../export/exported.ts';
import type { Change, ImportedGap, ImportedQuestion, Passage } from './imported.ts';
import { type Declaration, declarationsOf, rightOf } from './qti-declarations.ts';
import {
  choiceOf,
  distinctChanges,
  MOST_OPTIONS,
  matchingOf,
  numberOf,
  type Outcome,
  refused,
  taken,
  typedFields,
  typedOf,
  type WeightedAnswer,
} from './weighted.ts';
import { allOf, childOf, childrenOf, htmlOf, textOf, type XmlElement } from './xml.ts';

/* An item of QTI 2.1, 2.2 or 3.0, its names already those of version 2 (qti-names.ts). */

const INTERACTION = /Interaction$/;
const TAKEN = new Set([
  'choiceInteraction',
  'textEntryInteraction',
  'inlineChoiceInteraction',
  'matchInteraction',
  'orderInteraction',
]);
const html = (text: string): Passage => ({ form: 'html', text: text.trim() });

/** A question of an item. `media` gives the name of a file that the item shows, or null when it isn't there. */
export const qtiItem = (
  item: XmlElement,
  at: { ref: string; category: string[] },
  media: (src: string) => string | null,
): Outcome => {
  const body = childOf(item, 'itemBody');
  if (!body) return refused({ code: 'broken', detail: 'it has no body' });
  const interactions = interactionsIn(body);
  const [first] = interactions;
  if (!first) return refused({ code: 'not-a-question' });
  const foreign = interactions.find(({ name }) => !TAKEN.has(name));
  if (foreign) return refused({ code: 'kind', kind: foreign.name });
  const lost = new Set<string>();
  const shown = (element: XmlElement | null, replace: (inner: XmlElement) => string | null = () => null): string =>
    htmlOf(element, (inner) => replace(inner) ?? pictureOf(inner, media, lost));
  const declared = declarationsOf(item);
  const explanation = feedbackFor(item, null)
    .map((element) => shown(element))
    .join('');
  const base = { ...at, explanation: explanation.trim() === '' ? null : html(explanation), hints: [] };
  const outcome = inBody(body, interactions, base, declared, shown, item);
  if (outcome.kind === 'taken' && lost.size > 0) return refused({ code: 'missing-media', names: [...lost] });
  return outcome;
};

type Show = (element: XmlElement | null, replace?: (inner: XmlElement) => string | null) => string;
type Base = Omit<ImportedQuestion, 'kind' | 'prompt'> & { ref: string };

const inBody = (
  body: XmlElement,
  interactions: XmlElement[],
  base: Base,
  declared: ReadonlyMap<string, Declaration>,
  shown: Show,
  item: XmlElement,
): Outcome => {
  const [first] = interactions as [XmlElement];
  const declaration = declared.get(first.attributes.responseIdentifier ?? '');
  if (interactions.some(({ name }) => name === 'textEntryInteraction' || name === 'inlineChoiceInteraction')) {
    if (interactions.every(({ name }) => name === 'textEntryInteraction' || name === 'inlineChoiceInteraction'))
      return gapsOf(body, interactions, base, declared, shown);
    return refused({ code: 'kind', kind: interactions.map(({ name }) => name).join(' + ') });
  }
  if (interactions.length > 1)
    return refused({ code: 'kind', kind: `${interactions.length} interactions in one item` });
  if (!declaration) return refused({ code: 'no-right-answer' });
  // What is asked stands before the interaction, in it, or both.
  const asked = shown(body, (inner) => (inner === first ? '' : null)) + shown(childOf(first, 'prompt'));
  const question = { ...base, prompt: html(asked) };
  if (question.prompt.text === '') return refused({ code: 'broken', detail: 'it asks nothing' });
  const right = rightOf(declaration);
  switch (first.name) {
    case 'choiceInteraction': {
      const options = childrenOf(first, 'simpleChoice').map((choice): WeightedAnswer => {
        const id = choice.attributes.identifier ?? '';
        const feedback = [...childrenOf(choice, 'feedbackInline'), ...feedbackFor(item, id)];
        return {
          text: html(shown(choice, (inner) => (inner.name === 'feedbackInline' ? '' : null))),
          weight: right.get(id) ?? 0,
          feedback: feedback.length > 0 ? html(feedback.map((element) => shown(element)).join('')) : null,
        };
      });
      if (options.length > MOST_OPTIONS) return refused({ code: 'too-many', what: 'options', most: MOST_OPTIONS });
      return choiceOf(question, options, declaration.cardinality === 'single');
    }
    case 'orderInteraction': {
      const texts = new Map(
        childrenOf(first, 'simpleChoice').map((choice) => [choice.attributes.identifier ?? '', html(shown(choice))]),
      );
      const items = declaration.correct.map((id) => texts.get(id));
      if (items.length < texts.size || items.includes(undefined)) return refused({ code: 'no-right-answer' });
      if (items.length < 3) return refused({ code: 'too-few', what: 'items' });
      if (items.length > 8) return refused({ code: 'too-many', what: 'items', most: 8 });
      return taken({ ...question, kind: 'ordering', items: items as Passage[] }, []);
    }
    default: {
      const [left, opposite] = childrenOf(first, 'simpleMatchSet');
      const texts = (set: XmlElement | undefined) =>
        childrenOf(set, 'simpleAssociableChoice').map(
          (choice) => [choice.attributes.identifier ?? '', html(shown(choice))] as const,
        );
      const matches = new Map(texts(opposite));
      const found = new Map<string, string[]>();
      for (const pair of declaration.correct) {
        const [from = '', to = ''] = pair.trim().split(/\s+/);
        found.set(from, [...(found.get(from) ?? []), to]);
      }
      if ([...found.values()].some(({ length }) => length > 1)) return refused({ code: 'several-right' });
      const unmatched: Passage = html('');
      const pairs = texts(left).map(([id, text]) => ({
        text,
        match: matches.get(found.get(id)?.[0] ?? '') ?? unmatched,
      }));
      return matchingOf(question, pairs, [...matches.values()]);
    }
  }
};

/** Gaps in a text. One gap to type into, and nothing else, is a question of its own kind. */
const gapsOf = (
  body: XmlElement,
  interactions: XmlElement[],
  base: Base,
  declared: ReadonlyMap<string, Declaration>,
  shown: Show,
): Outcome => {
  if (interactions.length > 12) return refused({ code: 'too-many', what: 'gaps', most: 12 });
  const [first] = interactions as [XmlElement];
  if (interactions.length === 1 && first.name === 'textEntryInteraction') {
    const declaration = declared.get(first.attributes.responseIdentifier ?? '');
    const { text, unit } = withoutLastGap(
      shown(body, (inner) => (inner === first ? '_____' : null)),
      isNumberIn(declaration),
    );
    const prompt = html(text);
    const asked = { ...base, prompt };
    if (!declaration) return refused({ code: 'no-right-answer' });
    if (prompt.text === '') return refused({ code: 'broken', detail: 'it asks nothing' });
    const answers = answersOf(declaration);
    return isNumber(declaration)
      ? numberOf(
          asked,
          answers.map((answer) => ({ ...answer, value: Number(answer.text.text), tolerance: declaration.tolerance })),
          unit,
        )
      : typedOf(asked, answers, declaration.caseSensitive, 'itself');
  }
  const changes: Change[] = [];
  const gaps: ImportedGap[] = [];
  for (const [index, interaction] of interactions.entries()) {
    const declaration = declared.get(interaction.attributes.responseIdentifier ?? '');
    if (!declaration) return refused({ code: 'no-right-answer' });
    const id = `g${index + 1}`;
    if (interaction.name === 'inlineChoiceInteraction') {
      const right = rightOf(declaration);
      const options = childrenOf(interaction, 'inlineChoice').map((choice) => ({
        text: html(shown(choice)),
        correct: (right.get(choice.attributes.identifier ?? '') ?? 0) > 0.995,
        feedback: null,
      }));
      if (options.filter(({ correct }) => correct).length !== 1) return refused({ code: 'no-right-answer' });
      if (options.length < 2) return refused({ code: 'too-few', what: 'options' });
      gaps.push({ id, kind: 'choice', options });
      continue;
    }
    const answers = answersOf(declaration);
    const { accept, nearMisses } = typedFields(answers, changes, 'itself');
    if (accept.length === 0) return refused({ code: 'no-right-answer' });
    const number = Number(accept[0]);
    if (isNumber(declaration) && Number.isFinite(number))
      gaps.push({ id, kind: 'number', answer: number, tolerance: declaration.tolerance });
    else gaps.push({ id, kind: 'text', accept, caseSensitive: declaration.caseSensitive, nearMisses });
  }
  const text = html(
    shown(body, (inner) => {
      const index = interactions.indexOf(inner);
      return index < 0 ? null : `[[g${index + 1}]]`;
    }),
  );
  return taken({ ...base, prompt: html(''), kind: 'cloze', text, gaps }, distinctChanges(changes));
};

/** A gap in a paragraph of its own at the end is where the answer goes; what stands behind a number there is its unit. */
const withoutLastGap = (text: string, isNumber: boolean): { text: string; unit: string | null } => {
  const [end = '', behind = ''] = /(?:<p>)?\s*_____\s*([^<]{0,20})(?:<\/p>)?\s*$/.exec(text) ?? [];
  const unit = wordsOf(behind);
  if (end === '' || (unit !== '' && !(isNumber && end.startsWith('<p>')))) return { text, unit: null };
  return { text: text.slice(0, -end.length), unit: unit === '' ? null : unit };
};

const isNumberIn = (declaration: Declaration | undefined): boolean =>
  declaration !== undefined && isNumber(declaration);
const isNumber = ({ baseType }: Declaration): boolean => baseType === 'float' || baseType === 'integer';

const answersOf = (declaration: Declaration): WeightedAnswer[] =>
  [...rightOf(declaration)].map(([text, weight]) => ({ text: { form: 'plain', text }, weight, feedback: null }));

const interactionsIn = (element: XmlElement): XmlElement[] =>
  childrenOf(element).flatMap((child) => (INTERACTION.test(child.name) ? [child] : interactionsIn(child)));

/** What is said after an answer: of one option, or (null) whatever was answered. */
const feedbackFor = (item: XmlElement, option: string | null): XmlElement[] =>
  allOf(item, 'modalFeedback').filter(({ attributes }) => {
    const id = (attributes.identifier ?? '').toLowerCase();
    const isGeneral = /^(general|solution|explanation|feedback)/.test(id);
    return option === null ? isGeneral : !isGeneral && id === option.toLowerCase();
  });

const pictureOf = (element: XmlElement, media: (src: string) => string | null, lost: Set<string>): string | null => {
  if (!['img', 'object', 'audio', 'video', 'source'].includes(element.name)) return null;
  const src = element.attributes.src ?? element.attributes.data;
  if (src === undefined) return null;
  const name = media(src);
  if (name === null) {
    lost.add(src);
    return '';
  }
  const alt = element.attributes.alt ?? textOf(element).trim();
  return `<img src="media:${encodeURIComponent(name)}" alt="${alt.replaceAll('"', '&quot;').replaceAll('<', '&lt;')}">`;
};
