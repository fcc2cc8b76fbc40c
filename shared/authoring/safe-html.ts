import type { Options as Schema } from 'rehype-sanitize';

type Attributes = NonNullable<Schema['attributes']>[string];

const structure = [
  ...['p', 'h2', 'h3', 'h4', 'h5', 'h6', 'ul', 'ol', 'li', 'blockquote', 'pre', 'code', 'hr', 'br', 'div', 'span'],
  ...['strong', 'em', 'del', 'sup', 'sub', 'kbd', 'a', 'img', 'audio', 'figure', 'figcaption', 'details', 'summary'],
  ...['table', 'thead', 'tbody', 'tr', 'th', 'td'],
];
const mathml = [
  ...['math', 'mrow', 'mi', 'mn', 'mo', 'mtext', 'ms', 'mspace', 'mfrac', 'msqrt', 'mroot', 'mstyle', 'merror'],
  ...['mpadded', 'mphantom', 'msub', 'msup', 'msubsup', 'munder', 'mover', 'munderover', 'mmultiscripts'],
  ...['mprescripts', 'mtable', 'mtr', 'mtd', 'menclose'],
];
/** Attributes of MathML Core that only shape; none takes an address. */
const mathShape: Attributes = [
  ...['display', 'displaystyle', 'scriptlevel', 'mathvariant', 'stretchy', 'symmetric', 'fence', 'separator', 'form'],
  ...['lspace', 'rspace', 'movablelimits', 'accent', 'accentunder', 'minsize', 'maxsize', 'linethickness', 'notation'],
  ...['width', 'height', 'depth', 'voffset', 'columnalign', 'columnspacing', 'rowspacing', 'columnlines', 'rowlines'],
  ['className', 'tml-left', 'tml-right'],
];

/**
 * All that rendered content may consist of. Everything goes through it last, what we made ourselves included, so that
 * nothing has to be trusted: not authors, not the maths or highlighting libraries.
 */
export const safeHtml: Schema = {
  strip: ['script', 'style', 'template', 'iframe', 'object', 'embed', 'svg', 'textarea', 'title', 'noscript'],
  clobberPrefix: 'user-content-',
  clobber: [],
  tagNames: [...structure, ...mathml],
  ancestors: { li: ['ul', 'ol'], tr: ['table'], td: ['table'], th: ['table'], thead: ['table'], tbody: ['table'] },
  protocols: { href: ['http', 'https', 'mailto'] },
  attributes: {
    a: ['href', ['target', '_blank'], ['rel', 'noopener', 'noreferrer']],
    img: [['src', /^\/packs\/[0-9a-f]{64}$/], 'alt', 'width', 'height', ['loading', 'lazy'], ['decoding', 'async']],
    audio: [['src', /^\/packs\/[0-9a-f]{64}$/], 'controls', ['preload', 'none'], 'ariaLabel'],
    code: [
      ['className', /^language-[a-z]+$/, 'math-inline', 'math-display'],
      ['translate', 'no'],
    ],
    pre: [['tabIndex', 0]],
    div: [['className', 'table-scroll', 'math-scroll'], ['tabIndex', 0], ['role', 'group'], 'ariaLabel'],
    span: [['className', /^tok-(keyword|string|number|comment|function)$/], 'lang'],
    ol: ['start'],
    th: [
      ['align', 'left', 'center', 'right'],
      ['scope', 'col'],
    ],
    td: [['align', 'left', 'center', 'right']],
    details: ['open'],
    ...Object.fromEntries(mathml.map((name) => [name, mathShape])),
  },
};

/** The same before images and maths have become what they will be: here their addresses are still the author's. */
export const authoredHtml: Schema = {
  ...safeHtml,
  attributes: { ...safeHtml.attributes, img: ['src', 'alt', 'title'], audio: [] },
  tagNames: (safeHtml.tagNames ?? []).filter((name) => name !== 'audio'),
};
