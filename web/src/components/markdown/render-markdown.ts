import DOMPurify, { type Config } from 'dompurify';
import { Marked } from 'marked';
import { sanitiserPolicy } from '../trusted-html.ts';

const marked = new Marked({ gfm: true, breaks: true, async: false });

const TAGS =
  'p br strong em del code pre ul ol li blockquote h1 h2 h3 h4 h5 h6 hr table thead tbody tr th td input sup sub kbd'.split(
    ' ',
  );

/** Text and its order, and nothing that loads, runs, looks like the app or takes input. */
const config: Config = {
  ALLOWED_TAGS: TAGS,
  ALLOWED_ATTR: ['start', 'align', 'checked', 'disabled', 'type', 'colspan', 'rowspan'],
  ALLOW_DATA_ATTR: false,
  ALLOW_ARIA_ATTR: false,
  TRUSTED_TYPES_POLICY: sanitiserPolicy as never,
};
const withLinks: Config = {
  ...config,
  ALLOWED_TAGS: [...TAGS, 'a'],
  ALLOWED_ATTR: [...(config.ALLOWED_ATTR as string[]), 'href', 'target', 'rel'],
  // To a page, a letter or a place in the app: no scripts, no data.
  ALLOWED_URI_REGEXP: /^(?:https?:|mailto:|\/(?!\/)|#)/i,
};

DOMPurify.addHook('afterSanitizeAttributes', (node) => {
  if (node.nodeName === 'A') {
    node.setAttribute('rel', 'noopener noreferrer nofollow');
    node.setAttribute('target', '_blank');
  }
  // A list of things to do shows what is done; nothing else is an input.
  if (node.nodeName === 'INPUT') {
    if (node.getAttribute('type') === 'checkbox') node.setAttribute('disabled', '');
    else node.remove();
  }
});

/**
 * Markdown that anybody may have written, as HTML that can be shown: nothing in it runs, and nothing is fetched, whatever it
 * says. Pictures become their description. Links only where the learner wrote them.
 */
export const renderMarkdown = (markdown: string, { links = false } = {}): string => {
  const html = (marked.parse(markdown) as string).replaceAll(
    /<img\b[^>]*?(?:\balt="([^"]*)")?[^>]*>/gi,
    (_, alt: string | undefined) => alt ?? '',
  );
  return String(DOMPurify.sanitize(html, links ? withLinks : config));
};

/** What the service lets through of a page somebody links to; the same again, should a copy not be what it made. */
const pages: Config = {
  ...withLinks,
  ALLOWED_TAGS: [
    ...(withLinks.ALLOWED_TAGS as string[]).filter((tag) => tag !== 'input'),
    ...'b i u s small q cite abbr span div figure figcaption dl dt dd tfoot caption'.split(' '),
  ],
  ALLOWED_ATTR: ['href', 'target', 'rel', 'start', 'colspan', 'rowspan', 'lang', 'dir'],
  ALLOWED_URI_REGEXP: /^(?:https?:|mailto:)/i,
};

/** The HTML of a page from anywhere, as it may be shown: its text, and links that open beside the app. */
export const cleanPage = (html: string): string => String(DOMPurify.sanitize(html, pages));
