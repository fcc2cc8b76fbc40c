import { XMLParser, XMLValidator } from 'fast-xml-parser';
import type { Unreadable } from './imported.ts';

/** An element; namespace prefixes are left away, and so are comments and processing instructions. */
export interface XmlElement {
  name: string;
  attributes: Readonly<Record<string, string>>;
  children: readonly (XmlElement | string)[];
}

/** The largest XML file that is read, in UTF-16 code units, with the pictures that stand in it. */
export const LARGEST_XML = 24 * 1024 * 1024;
/** Without them. */
const LARGEST_MARKUP = 8 * 1024 * 1024;
const DEEPEST = 120;
/** Tags of one document. Its pictures may be large, but a tag takes a hundred times its length in memory. */
const MOST_TAGS = 200_000;

const parser = new XMLParser({
  preserveOrder: true,
  ignoreAttributes: false,
  attributeNamePrefix: '',
  removeNSPrefix: true,
  trimValues: false,
  parseTagValue: false,
  parseAttributeValue: false,
  ignoreDeclaration: true,
  ignorePiTags: true,
  htmlEntities: true,
});

/** Reads a document, or says why not. Entities of its own are refused: an honest file of questions declares none. */
export const readXml = (
  source: string,
): { kind: 'read'; root: XmlElement } | { kind: 'unreadable'; reason: Unreadable } => {
  if (source.length > LARGEST_MARKUP) return unreadable({ code: 'too-large', most: LARGEST_MARKUP });
  const text = source.replace(/^\uFEFF/, '');
  if (tagsIn(text) > MOST_TAGS) return unreadable({ code: 'too-large', most: MOST_TAGS });
  if (/<!ENTITY/i.test(text)) return unreadable({ code: 'hostile', detail: 'it declares entities' });
  try {
    const valid = XMLValidator.validate(text, { allowBooleanAttributes: false });
    if (valid !== true) return unreadable({ code: 'broken', detail: `line ${valid.err.line}: ${valid.err.msg}` });
    const roots = elements(parser.parse(text) as RawNode[], 0);
    const root = roots.find((node): node is XmlElement => typeof node !== 'string');
    return root ? { kind: 'read', root } : unreadable({ code: 'empty' });
  } catch (error) {
    return unreadable({ code: 'broken', detail: error instanceof Error ? error.message : 'it is no XML' });
  }
};

const tagsIn = (text: string): number => {
  let count = 0;
  for (let at = text.indexOf('<'); at >= 0; at = text.indexOf('<', at + 1)) count += 1;
  return count;
};

const unreadable = (reason: Unreadable) => ({ kind: 'unreadable', reason }) as const;

type RawNode = Record<string, unknown>;

const elements = (nodes: RawNode[], depth: number): (XmlElement | string)[] => {
  if (depth > DEEPEST) throw new Error(`its elements are nested more than ${DEEPEST} deep`);
  return nodes.flatMap((node): (XmlElement | string)[] => {
    const name = Object.keys(node).find((key) => key !== ':@');
    if (name === undefined) return [];
    if (name === '#text') return [String(node[name])];
    return [
      {
        name,
        attributes: (node[':@'] ?? {}) as Record<string, string>,
        children: elements(node[name] as RawNode[], depth + 1),
      },
    ];
  });
};

export const isElement = (node: XmlElement | string): node is XmlElement => typeof node !== 'string';

/** The children of this name, or all that are elements. */
export const childrenOf = (element: XmlElement | null | undefined, name?: string): XmlElement[] =>
  (element?.children ?? []).filter(isElement).filter((child) => name === undefined || child.name === name);
export const childOf = (element: XmlElement | null | undefined, name: string): XmlElement | null =>
  childrenOf(element, name)[0] ?? null;

/** Every element of this name beneath, outermost first. */
export const allOf = (element: XmlElement | null | undefined, name: string): XmlElement[] =>
  childrenOf(element).flatMap((child) => [...(child.name === name ? [child] : []), ...allOf(child, name)]);

/** All text beneath, without tags. */
export const textOf = (element: XmlElement | null | undefined): string =>
  (element?.children ?? []).map((child) => (isElement(child) ? textOf(child) : child)).join('');

/** What an element holds as HTML. `replace` may give another text in place of an element. */
export const htmlOf = (
  element: XmlElement | null | undefined,
  replace: (element: XmlElement) => string | null = () => null,
): string =>
  (element?.children ?? [])
    .map((child) => {
      if (!isElement(child)) return escapeText(child);
      const replaced = replace(child);
      if (replaced !== null) return replaced;
      const attributes = Object.entries(child.attributes).map(([name, value]) => ` ${name}="${escapeText(value)}"`);
      const inside = htmlOf(child, replace);
      const open = `<${child.name}${attributes.join('')}>`;
      return VOID.has(child.name) ? open : `${open}${inside}</${child.name}>`;
    })
    .join('');

const VOID = new Set(['br', 'hr', 'img', 'source', 'col', 'wbr', 'input']);
export const escapeText = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
