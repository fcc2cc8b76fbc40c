import type { Element, Root as HtmlRoot } from 'hast';
import { MathMLToLaTeX } from 'mathml-to-latex';
import type { PhrasingContent, Root } from 'mdast';
import rehypeParse from 'rehype-parse';
import rehypeRemark from 'rehype-remark';
import rehypeSanitize, { defaultSchema } from 'rehype-sanitize';
import rehypeStringify from 'rehype-stringify';
import remarkGfm from 'remark-gfm';
import remarkMath from 'remark-math';
import remarkStringify from 'remark-stringify';
import { unified } from 'unified';
import { SKIP, visit } from 'unist-util-visit';
import { decoded } from './archive.ts';
import type { Change, Passage } from './imported.ts';

/** What passages of one question need besides their words. */
export interface Findings {
  changes: Change[];
  /** Pictures and sounds that came with the file, by the name it uses for them. */
  pictures: Set<string>;
  /** Pictures that can't be shown. */
  lost: Set<string>;
}

const GAP = /\[\[(g\d+)\]\]/g;
const toHtmlTree = unified().use(rehypeParse, { fragment: true });
const toHtml = unified().use(rehypeStringify);
// Words and pictures only: nothing that runs, loads or styles. The addresses of pictures are seen to below.
const schema = {
  ...defaultSchema,
  clobberPrefix: '',
  protocols: { ...defaultSchema.protocols, src: ['media', 'http', 'https', 'data'] },
};
const cleaned = unified().use(rehypeSanitize, schema).use(rehypeRemark);
const written = unified()
  .use(remarkStringify, { bullet: '-', emphasis: '_', fences: true, rule: '-' })
  .use(remarkGfm)
  .use(remarkMath);

/** A passage in Markdown, as authors write it. `assetFor` gives the path in the course of a picture, or null. */
export const toMarkdown = (passage: Passage, assetFor: (name: string) => string | null, found: Findings): string => {
  if (passage.form === 'markdown') return passage.text.trim();
  const tree = passage.form === 'plain' ? plainTree(passage.text) : htmlTree(passage.text, assetFor, found);
  mathsIn(tree);
  visit(tree, 'code', (node) => {
    // Which language it is, is seldom said; a code block here says one.
    node.lang = 'text';
  });
  const text = written.stringify(written.runSync(tree) as Root).trim();
  return text.replaceAll(/qgap(g\d+)q/g, '[[$1]]');
};

/** Gaps have brackets that Markdown would write otherwise, so they pass as a word. */
const kept = (text: string): string => text.replaceAll(GAP, 'qgap$1q');

const plainTree = (text: string): Root => ({
  type: 'root',
  children: kept(text)
    .split(/\n\s*\n/)
    .map((paragraph) => ({
      type: 'paragraph',
      children: paragraph
        .trim()
        .split('\n')
        .flatMap((line, index): PhrasingContent[] => [
          ...(index > 0 ? [{ type: 'break' } as const] : []),
          { type: 'text', value: line.trim() },
        ]),
    })),
});

const htmlTree = (html: string, assetFor: (name: string) => string | null, found: Findings): Root => {
  const tree = toHtmlTree.parse(kept(html)) as HtmlRoot;
  const sounds: Element[] = [];
  visit(tree, 'element', (node: Element, index, parent) => {
    const name = parent && index !== undefined ? soundIn(node) : null;
    if (name !== null && parent && index !== undefined) {
      const path = assetFor(name);
      if (path === null) found.changes.push({ code: 'media-left-out', names: [name] });
      else sounds.push(soundOf(node, name, path, found));
      parent.children.splice(index, 1);
      return [SKIP, index];
    }
    if (['audio', 'video', 'object', 'iframe', 'embed'].includes(node.tagName) && parent && index !== undefined) {
      found.changes.push({
        code: 'media-left-out',
        names: [String(node.properties.src ?? node.properties.data ?? node.tagName)],
      });
      parent.children.splice(index, 1);
      return [SKIP, index];
    }
    if (node.tagName === 'math' && parent && index !== undefined) {
      parent.children.splice(index, 1, { type: 'text', value: formulaIn(node, found) });
      return [SKIP, index + 1];
    }
    if (node.tagName === 'a' && parent && index !== undefined && leadsNowhere(node)) {
      found.changes.push({ code: 'links-left-out', names: [String(node.properties.href ?? 'a link')] });
      parent.children.splice(index, 1, ...node.children);
      return [SKIP, index];
    }
    if (node.tagName === 'img') pictureIn(node, assetFor, found);
    // The page's own headings begin with the second; those of a question lie below.
    if (node.tagName === 'h1') node.tagName = 'h2';
    return undefined;
  });
  // A sound is worked by hand, so it stands in a paragraph of its own.
  for (const sound of sounds) tree.children.push({ type: 'element', tagName: 'p', properties: {}, children: [sound] });
  return cleaned.runSync(tree) as unknown as Root;
};

const MEDIA = /^media:(.+)$/;
const SOUND = /\.(mp3|m4a)$/i;
/** The sound of the file that an element plays or leads to, by its name; null for any other element. */
const soundIn = ({ tagName, properties, children }: Element): string | null => {
  if (!['audio', 'img', 'a', 'source'].includes(tagName)) return null;
  const own = properties.src ?? properties.href;
  const [inside] = children.flatMap((child) => (child.type === 'element' ? [child.properties.src] : []));
  const [, encoded] = MEDIA.exec(String(own ?? inside ?? '')) ?? [];
  const name = encoded === undefined ? '' : decoded(encoded);
  return SOUND.test(name) ? name : null;
};

const soundOf = (node: Element, name: string, path: string, found: Findings): Element => {
  found.pictures.add(name);
  const said = node.tagName === 'img' ? String(node.properties.alt ?? '').trim() : '';
  if (said === '') found.changes.push({ code: 'heard-missing', names: [name] });
  return { type: 'element', tagName: 'img', properties: { src: path, alt: said || wordOf(name) }, children: [] };
};
/** The name of a file without its number and its ending, until somebody says it better. */
const wordOf = (name: string): string =>
  name
    .split('/')
    .at(-1)
    ?.replace(/^\d+-/, '')
    .replace(/\.[a-z0-9]+$/i, '') ?? name;

/** A formula in MathML as LaTeX, between the signs that mark it in words. */
const formulaIn = (node: Element, found: Findings): string => {
  try {
    const mathMl = toHtml
      .stringify({ type: 'root', children: [node] })
      .replaceAll(/&(?!#|amp;|lt;|gt;|quot;)/g, '&amp;');
    const latex = MathMLToLaTeX.convert(mathMl).trim();
    if (latex !== '') return `\\(${latex}\\)`;
  } catch {
    // What can't be read as a formula is told, like a picture that can't be shown.
  }
  found.changes.push({ code: 'media-left-out', names: ['a formula'] });
  return '';
};

const leadsNowhere = ({ properties }: Element): boolean =>
  !/^(https?:\/\/|mailto:)/i.test(String(properties.href ?? ''));

const pictureIn = (node: Element, assetFor: (name: string) => string | null, found: Findings): void => {
  const source = String(node.properties.src ?? '');
  const [, encoded] = MEDIA.exec(source) ?? [];
  const name = encoded === undefined ? source : decoded(encoded);
  const path = encoded === undefined ? null : assetFor(name);
  if (path === null) {
    found.lost.add(name);
    return;
  }
  found.pictures.add(name);
  const alt = String(node.properties.alt ?? '').trim();
  if (alt === '') found.changes.push({ code: 'alt-missing', names: [name] });
  node.properties = { src: path, alt: alt === '' ? wordOf(name) : alt };
};

const FORMULA = /\\\((.+?)\\\)|\\\[(.+?)\\\]|\$\$(.+?)\$\$/gs;

/** `\(x^2\)` and its kin are how other programs write formulas into plain words. */
const mathsIn = (tree: Root): void => {
  visit(tree, 'text', (node, index, parent) => {
    if (!parent || index === undefined || node.value.search(FORMULA) < 0) return undefined;
    const parts: PhrasingContent[] = [];
    let from = 0;
    for (const match of node.value.matchAll(FORMULA)) {
      if (match.index > from) parts.push({ type: 'text', value: node.value.slice(from, match.index) });
      const value = (match[1] ?? match[2] ?? match[3] ?? '').trim();
      parts.push({ type: 'inlineMath', value } as unknown as PhrasingContent);
      from = match.index + match[0].length;
    }
    if (from < node.value.length) parts.push({ type: 'text', value: node.value.slice(from) });
    (parent.children as PhrasingContent[]).splice(index, 1, ...parts);
    return [SKIP, index + parts.length];
  });
};
