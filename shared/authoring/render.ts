import type { Element, ElementContent, Root } from 'hast';
import { toString as textOf } from 'hast-util-to-string';
import type { Root as MarkdownRoot, Nodes } from 'mdast';
import rehypeRaw from 'rehype-raw';
import rehypeSanitize from 'rehype-sanitize';
import rehypeStringify from 'rehype-stringify';
import remarkGfm from 'remark-gfm';
import remarkMath from 'remark-math';
import remarkParse from 'remark-parse';
import remarkRehype from 'remark-rehype';
import { unified } from 'unified';
import { SKIP, visit } from 'unist-util-visit';
import type { AuthoredAsset, Markdown } from './authored-question.ts';
import { checkMarkdown, decodeUri } from './check-markdown.ts';
import { createHighlight, type Highlight } from './highlight.ts';
import { mathsToMathml } from './maths.ts';
import type { Problems } from './problems.ts';
import { authoredHtml, safeHtml } from './safe-html.ts';
import type { ReportText } from './text-faults.ts';

/** Author's Markdown as sanitised HTML. */
export interface Rendered {
  html: string;
  /** Files it shows, in order, with the words for those who don't see them. */
  assets: { asset: AuthoredAsset; alt: string }[];
}

export interface Renderer {
  /** Paragraphs and more. */
  block(markdown: Markdown): Rendered;
  /** As block, but a single paragraph comes without its <p>: to stand in a label. */
  inline(markdown: Markdown): Rendered;
  /** Code alone. */
  code(code: string, language: string): string;
}

const parser = unified().use(remarkParse).use(remarkGfm).use(remarkMath).freeze();
const toHtml = unified()
  .use(remarkRehype, { allowDangerousHtml: true })
  .use(rehypeRaw)
  .use(rehypeSanitize, authoredHtml)
  .freeze();
const toSafeText = unified().use(rehypeRaw).use(rehypeSanitize, safeHtml).use(rehypeStringify).freeze();

/**
 * Makes a renderer for texts that show `assets`. What is wrong in a text goes to `problems`; the HTML is safe all the
 * same, because the allowlist of safe-html.ts is the last step for every text.
 */
export const createRenderer = async (
  assets: ReadonlyMap<string, AuthoredAsset>,
  problems: Problems,
): Promise<Renderer> => {
  sharedHighlight ??= createHighlight();
  const highlight = await sharedHighlight;

  const render = (markdown: Markdown, isInline: boolean): Rendered => {
    const { place, keepsLines } = markdown;
    const report: ReportText = (line, message, known) =>
      problems.add({ file: place.file, line: place.line + (keepsLines ? line - 1 : 0) }, message, known);
    const parsed: MarkdownRoot = parser.parse(markdown.text);
    checkMarkdown(parsed as Nodes, assets, report);
    if (!isInline) displayMaths(parsed);

    const tree = toHtml.runSync(parsed) as Root;
    const shown: Rendered['assets'] = [];
    shapeSounds(tree, assets, shown, isInline, report);
    shapeImages(tree, assets, shown);
    shapeCode(tree, highlight, report);
    shapeTables(tree);
    shapeLinks(tree);
    if (isInline) unwrapParagraph(tree);
    return { html: stringify(tree), assets: shown };
  };

  return {
    block: (markdown) => render(markdown, false),
    inline: (markdown) => render(markdown, true),
    code: (code, language) => {
      const children: ElementContent[] = [codeBlock(highlight(code.replace(/\n+$/, ''), language), language)];
      return stringify({ type: 'root', children });
    },
  };
};

// Loading grammars takes a moment; one set serves all courses.
let sharedHighlight: Promise<Highlight> | undefined;

const stringify = (tree: Root): string => {
  const safe = toSafeText.runSync(tree) as Root;
  // Where no class was allowed an empty list is left.
  visit(safe, 'element', ({ properties }) => {
    if (Array.isArray(properties.className) && properties.className.length === 0) properties.className = undefined;
  });
  return toSafeText.stringify(safe).trim();
};

const element = (tagName: string, properties: Element['properties'], ...children: ElementContent[]): Element => ({
  type: 'element',
  tagName,
  properties,
  children,
});

/** A formula alone in its paragraph is a display, which may scroll; within a line it can't break. */
const displayMaths = (tree: MarkdownRoot): void => {
  visit(tree, 'paragraph', (paragraph, index, parent) => {
    const [maths, ...more] = paragraph.children;
    if (maths?.type !== 'inlineMath' || more.length > 0 || !parent || index === undefined) return;
    const code = element('code', { className: ['math-display'] }, { type: 'text', value: maths.value });
    parent.children[index] = {
      type: 'math',
      value: maths.value,
      data: { hName: 'pre', hChildren: [code] },
      position: paragraph.position,
    };
  });
};

/** A sound has a player, and below it the words that say what is heard: in a paragraph of its own, for it is worked by hand. */
const shapeSounds = (
  tree: Root,
  assets: ReadonlyMap<string, AuthoredAsset>,
  shown: Rendered['assets'],
  isInline: boolean,
  report: ReportText,
): void => {
  visit(tree, 'element', (node, index, parent) => {
    const image = node.tagName === 'p' ? onlyImage(node) : node.tagName === 'img' ? node : null;
    const asset = image && assets.get(decodeUri(String(image.properties.src ?? '')));
    if (asset?.kind !== 'audio' || !parent || index === undefined) return;
    const alt = String(image?.properties.alt ?? '');
    if (node.tagName !== 'p' || isInline) {
      const known = { fault: 'sound-alone', about: alt } as const;
      report(node.position?.start.line ?? 1, 'a sound stands in a paragraph of its own, and not in an answer', known);
      parent.children.splice(index, 1);
      return index;
    }
    shown.push({ asset, alt });
    const player = { src: `/packs/${asset.sha256}`, controls: true, preload: 'none', ariaLabel: alt };
    const words = element('figcaption', {}, { type: 'text', value: alt });
    parent.children[index] = element('figure', {}, element('audio', player), words);
    return SKIP;
  });
};

/** Points images at their bytes and says their size, so that a page doesn't jump; one alone in its paragraph is a figure. */
const shapeImages = (tree: Root, assets: ReadonlyMap<string, AuthoredAsset>, shown: Rendered['assets']): void => {
  visit(tree, 'element', (node, index, parent) => {
    const image = node.tagName === 'p' ? onlyImage(node) : node.tagName === 'img' ? node : null;
    if (!image || !parent || index === undefined) return;
    const asset = assets.get(decodeUri(String(image.properties.src ?? '')));
    const alt = String(image.properties.alt ?? '');
    // An image nobody has was reported; nothing is left of it.
    if (!asset?.size) {
      parent.children.splice(index, 1);
      return index;
    }
    shown.push({ asset, alt });
    const caption = String(image.properties.title ?? '');
    const { width, height } = asset.size;
    image.properties = { src: `/packs/${asset.sha256}`, alt, width, height, loading: 'lazy', decoding: 'async' };
    if (node.tagName === 'p') {
      const text: ElementContent[] = caption ? [element('figcaption', {}, { type: 'text', value: caption })] : [];
      parent.children[index] = element('figure', {}, image, ...text);
    }
    return SKIP;
  });
};

const onlyImage = (paragraph: Element): Element | null => {
  const [only, ...more] = paragraph.children.filter((child) => child.type !== 'text' || child.value.trim() !== '');
  return more.length === 0 && only?.type === 'element' && only.tagName === 'img' ? only : null;
};

/** Colours code and turns LaTeX into MathML. Long lines scroll by themselves, by keyboard too. */
const shapeCode = (tree: Root, highlight: Highlight, report: ReportText): void => {
  visit(tree, 'element', (node, index, parent) => {
    if (!parent || index === undefined) return;
    const code = node.tagName === 'pre' ? node.children.find((child) => child.type === 'element') : node;
    if (code?.type !== 'element' || code.tagName !== 'code') return;
    const names = Array.isArray(code.properties.className) ? code.properties.className.map(String) : [];
    if (names.includes('math-inline') || names.includes('math-display')) {
      const isDisplay = names.includes('math-display');
      const maths = mathsToMathml(textOf(code), isDisplay);
      if ('problem' in maths) {
        report(node.position?.start.line ?? 1, `maths: ${maths.problem}`, {
          fault: 'formula',
          about: textOf(code).trim(),
        });
        return SKIP;
      }
      if (!isDisplay && lengthOf(maths.mathml) > WIDEST_IN_A_LINE) {
        report(node.position?.start.line ?? 1, 'this formula is too wide for a phone; give it a paragraph of its own', {
          fault: 'formula-too-wide',
          about: textOf(code).trim(),
        });
      }
      const raw = { type: 'raw', value: maths.mathml } as unknown as ElementContent;
      parent.children[index] = isDisplay ? element('div', { className: ['math-scroll'], tabIndex: 0 }, raw) : raw;
      return SKIP;
    }
    if (node.tagName !== 'pre') return;
    const language = names.find((name) => name.startsWith('language-'))?.slice('language-'.length) ?? 'text';
    parent.children[index] = codeBlock(highlight(textOf(code).replace(/\n$/, ''), language), language);
    return SKIP;
  });
};

/** A formula doesn't break at the end of a line: more characters than this would push a phone's page sideways. */
const WIDEST_IN_A_LINE = 34;
const lengthOf = (mathml: string): number => mathml.replaceAll(/<[^>]*>/g, '').length;

const codeBlock = (children: ElementContent[], language: string): Element =>
  element(
    'pre',
    { tabIndex: 0 },
    element('code', { className: [`language-${language}`], translate: 'no' }, ...children),
  );

/** A wide table scrolls in a frame of its own; the frame can be reached by keyboard and is called by its columns. */
const shapeTables = (tree: Root): void => {
  visit(tree, 'element', (node, index, parent) => {
    if (node.tagName !== 'table' || !parent || index === undefined) return;
    const heads: string[] = [];
    visit(node, 'element', (cell) => {
      if (cell.tagName !== 'th') return;
      cell.properties.scope = 'col';
      if (textOf(cell).trim()) heads.push(textOf(cell).trim());
    });
    const label = heads.length > 0 ? { ariaLabel: heads.join(', ') } : {};
    parent.children[index] = element(
      'div',
      { className: ['table-scroll'], tabIndex: 0, role: 'group', ...label },
      node,
    );
    return SKIP;
  });
};

/** What leads out of the app opens beside it. */
const shapeLinks = (tree: Root): void => {
  visit(tree, 'element', (node) => {
    if (node.tagName !== 'a' || !/^https?:/i.test(String(node.properties.href ?? ''))) return;
    node.properties.target = '_blank';
    node.properties.rel = ['noopener', 'noreferrer'];
  });
};

const unwrapParagraph = (tree: Root): void => {
  const [only, ...more] = tree.children.filter((child) => child.type !== 'text' || child.value.trim() !== '');
  if (more.length === 0 && only?.type === 'element' && only.tagName === 'p') tree.children = only.children;
};
