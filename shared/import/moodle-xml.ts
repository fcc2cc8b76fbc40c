import { type ImportedItem, MOST_HINTS, MOST_ITEMS, type Passage, type ReadFile } from './imported.ts';
import { mediaNamed } from './media-named.ts';
import { clozeOf } from './moodle-cloze.ts';
import { choiceOf, distinctChanges, matchingOf, numberOf, type Outcome, refused, taken, typedOf } from './weighted.ts';
import { childOf, childrenOf, LARGEST_XML, readXml, textOf, type XmlElement } from './xml.ts';

/* Moodle XML, as Moodle's question export writes it: `<quiz>` with a `<question type="…">` each. */

/** Reads a Moodle XML file. `place` of an item is its number among the questions. */
export const readMoodleXml = (source: string): ReadFile => {
  const { text, contents } = withoutFiles(source);
  const xml = readXml(text);
  if (xml.kind === 'unreadable') return xml;
  if (xml.root.name !== 'quiz') return { kind: 'unreadable', reason: { code: 'unknown-format' } };
  const media = new Map<string, Uint8Array>();
  const items: ImportedItem[] = [];
  const seen = new Map<string, number>();
  let category: string[] = [];
  for (const element of childrenOf(xml.root, 'question')) {
    if (element.attributes.type === 'category') {
      category = categoryPath(textOf(childOf(childOf(element, 'category'), 'text')));
      continue;
    }
    const name = textOf(childOf(childOf(element, 'name'), 'text')).trim() || 'without a name';
    const named = textOf(childOf(element, 'idnumber')).trim() || `${category.join('/')}/${name}`;
    const times = (seen.get(named) ?? 0) + 1;
    seen.set(named, times);
    const ref = times === 1 ? named : `${named}#${times}`;
    const hints = hintsOf(element);
    const outcome = questionOf(element, { ref, category, hints: hints.slice(0, MOST_HINTS) });
    const place = `question ${items.length + 1}`;
    if (items.length >= MOST_ITEMS) return { kind: 'unreadable', reason: { code: 'too-large', most: MOST_ITEMS } };
    items.push({
      name,
      place,
      outcome: withFiles(element, fewerHints(outcome, hints.length - MOST_HINTS), media, contents),
    });
  }
  if (items.length === 0) return { kind: 'unreadable', reason: { code: 'empty' } };
  return { kind: 'read', format: 'moodle-xml', items, media, notes: [] };
};

/** A document without the contents of its larger files: a parser goes sign by sign, and takes a hundred times their room. */
const withoutFiles = (source: string): { text: string; contents: string[] } => {
  const contents: string[] = [];
  if (source.length > LARGEST_XML) return { text: source, contents };
  let text = '';
  let from = 0;
  for (let at = source.indexOf('<file'); at >= 0; at = source.indexOf('<file', at + 1)) {
    const begin = source.indexOf('>', at) + 1;
    const end = source.indexOf('<', begin);
    if (begin === 0 || end - begin < 1000 || !source.startsWith('</file>', end)) continue;
    text += `${source.slice(from, begin)}\u0001${contents.push(source.slice(begin, end)) - 1}`;
    from = end;
  }
  return { text: text + source.slice(from), contents };
};

const contentOf = (file: XmlElement, contents: readonly string[]): string => {
  const text = textOf(file);
  return text.startsWith('\u0001') ? (contents[Number(text.slice(1))] ?? '') : text;
};

interface Base {
  ref: string;
  category: string[];
  hints: Passage[];
}

const questionOf = (element: XmlElement, at: Base): Outcome => {
  const type = element.attributes.type ?? '';
  const prompt = passageOf(childOf(element, 'questiontext'));
  const explanation = passageOf(childOf(element, 'generalfeedback'));
  const base = { ...at, prompt, explanation: explanation.text.trim() === '' ? null : explanation };
  const answers = childrenOf(element, 'answer').map((answer) => ({
    text: passageOf(answer),
    weight: Number(answer.attributes.fraction ?? 0) / 100,
    feedback: passageOf(childOf(answer, 'feedback')),
    tolerance: Number(textOf(childOf(answer, 'tolerance')) || 0),
  }));
  if (prompt.text.trim() === '' && type !== 'description')
    return refused({ code: 'broken', detail: 'it has no question text' });
  if (answers.some(({ weight }) => !Number.isFinite(weight)))
    return refused({ code: 'broken', detail: 'the share of the points is no number' });
  switch (type) {
    case 'multichoice':
      return choiceOf(base, answers, textOf(childOf(element, 'single')).trim() !== 'false');
    case 'truefalse': {
      const right = answers
        .find(({ weight }) => weight > 0.5)
        ?.text.text.trim()
        .toLowerCase();
      if (right !== 'true' && right !== 'false') return refused({ code: 'no-right-answer' });
      const said = (word: string): Passage | null => {
        const feedback = answers.find(({ text }) => text.text.trim().toLowerCase() === word)?.feedback;
        return feedback && feedback.text.trim() !== '' ? feedback : null;
      };
      return taken(
        {
          ...base,
          kind: 'true_false',
          answer: right === 'true',
          feedback: { true: said('true'), false: said('false') },
        },
        [],
      );
    }
    case 'shortanswer':
      return typedOf(base, answers, textOf(childOf(element, 'usecase')).trim() === '1', 'any letters');
    case 'numerical': {
      const numbers = answers
        .filter(({ text }) => text.text.trim() !== '*')
        .map((answer) => ({ ...answer, value: Number(answer.text.text.trim().replace(',', '.')) }));
      if (numbers.some(({ value, tolerance }) => !Number.isFinite(value) || !(tolerance >= 0)))
        return refused({ code: 'broken', detail: 'an answer or its tolerance is no number' });
      return numberOf(base, numbers);
    }
    case 'matching': {
      const pairs = childrenOf(element, 'subquestion').map((pair) => ({
        text: passageOf(pair),
        match: { form: 'plain', text: textOf(childOf(childOf(pair, 'answer'), 'text')).trim() } as Passage,
      }));
      return matchingOf(base, pairs);
    }
    case 'ordering': {
      const items = childrenOf(element, 'answer').map(passageOf);
      if (items.length < 3) return refused({ code: 'too-few', what: 'items' });
      if (items.length > 8) return refused({ code: 'too-many', what: 'items', most: 8 });
      return taken({ ...base, kind: 'ordering', items }, []);
    }
    case 'cloze':
      return clozeOf(base);
    case 'description':
      return refused({ code: 'not-a-question' });
    default:
      return refused({ code: 'kind', kind: type || 'no type' });
  }
};

const FORMS: Record<string, Passage['form']> = {
  html: 'html',
  moodle_auto_format: 'html',
  markdown: 'markdown',
  plain_text: 'plain',
};
/** A text with the form its element names. */
const passageOf = (element: XmlElement | null): Passage => ({
  form: FORMS[element?.attributes.format ?? ''] ?? 'html',
  text: textOf(childOf(element, 'text')),
});

const hintsOf = (element: XmlElement): Passage[] =>
  childrenOf(element, 'hint')
    .map(passageOf)
    .filter(({ text }) => text.trim() !== '');

const fewerHints = (outcome: Outcome, leftOut: number): Outcome =>
  outcome.kind === 'refused' || leftOut <= 0
    ? outcome
    : taken(outcome.question, [...outcome.changes, { code: 'hints-left-out', count: leftOut }]);

/** `$course$/top/Cells` is filed under Cells. */
const categoryPath = (named: string): string[] =>
  named
    .trim()
    .replaceAll('//', '\u0001')
    .split('/')
    .map((part) => part.replaceAll('\u0001', '/').trim())
    .filter((part) => part !== '' && !/^\$[^$]*\$$/.test(part) && part !== 'top');

/** Takes the files a question carries along, under names no other question uses, and refuses what shows one that is missing. */
const withFiles = (
  element: XmlElement,
  outcome: Outcome,
  media: Map<string, Uint8Array>,
  contents: readonly string[],
): Outcome => {
  if (outcome.kind === 'refused') return outcome;
  const own = new Map<string, string>();
  const lost: string[] = [];
  for (const file of filesOf(element)) {
    const name = file.attributes.name ?? '';
    const bytes = file.attributes.encoding === 'base64' ? fromBase64(contentOf(file, contents)) : null;
    if (!bytes || name === '') lost.push(name || 'a file without a name');
    else {
      const unique = `${media.size + 1}-${name}`;
      own.set(name, unique);
      media.set(unique, bytes);
    }
  }
  const missing = new Set<string>(lost);
  const json = JSON.stringify(outcome.question).replaceAll(/@@PLUGINFILE@@\/([^"\\?\s]+)/g, (_, path: string) => {
    const name = decoded(path);
    const unique = own.get(name);
    if (unique === undefined) missing.add(name);
    return unique === undefined ? name : `media:${encodeURIComponent(unique)}`;
  });
  const question = JSON.parse(json) as typeof outcome.question;
  if (missing.size > 0 && mediaNamed(outcome.question).size > 0)
    return refused({ code: 'missing-media', names: [...missing] });
  return taken(question, distinctChanges(outcome.changes));
};

const filesOf = (element: XmlElement): XmlElement[] =>
  childrenOf(element).flatMap((child) => (child.name === 'file' ? [child] : filesOf(child)));

const decoded = (path: string): string => {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
};

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const VALUES = Uint8Array.from({ length: 128 }, (_, code) => {
  const value = ALPHABET.indexOf(String.fromCharCode(code));
  return value < 0 ? 255 : value;
});
/** Null where it is not base64. */
export const fromBase64 = (text: string): Uint8Array | null => {
  const signs = text.replaceAll(/\s/g, '').replace(/=+$/, '');
  if (signs.length % 4 === 1) return null;
  const bytes = new Uint8Array(Math.floor((signs.length * 3) / 4));
  let bits = 0;
  let held = 0;
  let at = 0;
  for (let index = 0; index < signs.length; index += 1) {
    const value = VALUES[signs.charCodeAt(index)] ?? 255;
    if (value === 255) return null;
    bits = (bits << 6) | value;
    held += 6;
    if (held >= 8) {
      held -= 8;
      bytes[at] = (bits >> held) & 0xff;
      at += 1;
      bits &= (1 << held) - 1;
    }
  }
  return bytes;
};
