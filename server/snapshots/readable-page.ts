import { safeHtml } from '@hornbook/shared/authoring/safe-html.ts';
import type { PageCopy } from '@hornbook/shared/blobs/page-copy.ts';
import { Readability } from '@mozilla/readability';
import { parseHTML } from 'linkedom';
import rehypeRaw from 'rehype-raw';
import rehypeSanitize, { type Options as Schema } from 'rehype-sanitize';
import rehypeStringify from 'rehype-stringify';
import { unified } from 'unified';

/** Beyond this a page is no text to read. */
const MOST_ELEMENTS = 20_000;
const LEAST_CHARACTERS = 140;

/** What packs may consist of, less what would be fetched, and anything that could be mistaken for the app's own. */
const pageHtml: Schema = {
  ...safeHtml,
  tagNames: (safeHtml.tagNames ?? []).filter((name) => !['img', 'details', 'summary'].includes(name)),
  protocols: { href: ['http', 'https', 'mailto'] },
  attributes: { ...safeHtml.attributes, a: ['href'], div: [], span: ['lang'], pre: [] },
};

const sanitise = unified().use(rehypeRaw).use(rehypeSanitize, pageHtml).use(rehypeStringify);

/** The readable text of a page, or null where there is none: an index, an application, a picture. */
export async function readablePage(
  { url, contentType, bytes }: { url: string; contentType: string; bytes: Uint8Array },
  takenAt: number,
): Promise<PageCopy | null> {
  const [mediaType = ''] = contentType.toLowerCase().split(';');
  if (!/^(text\/html|application\/xhtml\+xml)$/.test(mediaType.trim())) return null;
  const text = decode(bytes, contentType);
  if ((text.match(/<[a-z]/gi)?.length ?? 0) > MOST_ELEMENTS) return null;
  const { document } = parseHTML(text);
  const { documentElement: root } = document;
  if (!root) return null;
  for (const link of document.querySelectorAll('a[href]')) {
    const href = link.getAttribute('href') ?? '';
    if (URL.canParse(href, url)) link.setAttribute('href', new URL(href, url).href);
    else link.removeAttribute('href');
  }
  const article = new Readability(document as unknown as Document, { maxElemsToParse: MOST_ELEMENTS }).parse();
  if (!article?.content || (article.textContent ?? '').trim().length < LEAST_CHARACTERS) return null;
  const tree = await sanitise.run({ type: 'root', children: [{ type: 'raw', value: article.content }] } as never);
  const plain = (words: string | null | undefined, most: number) =>
    words?.replace(/\s+/g, ' ').trim().slice(0, most) || null;
  const dir = article.dir ?? root.getAttribute('dir');
  return {
    ...{ format: 1, url, takenAt },
    title: plain(article.title || document.querySelector('title')?.textContent, 200) ?? new URL(url).hostname,
    byline: plain(article.byline, 200),
    siteName: plain(article.siteName, 200),
    lang: /^[a-z]{2,3}(-[a-z0-9]{2,8})*$/i.exec(article.lang ?? root.getAttribute('lang') ?? '')?.[0] ?? null,
    dir: dir === 'rtl' || dir === 'ltr' ? dir : null,
    html: sanitise.stringify(tree as never),
  };
}

/** By what the answer says, else by what the page says of itself, else as UTF-8. */
const decode = (bytes: Uint8Array, contentType: string): string => {
  const head = new TextDecoder('latin1').decode(bytes.subarray(0, 1024));
  const label =
    /charset=["']?([\w-]+)/i.exec(contentType)?.[1] ?? /<meta[^>]+charset=["']?([\w-]+)/i.exec(head)?.[1] ?? 'utf-8';
  try {
    return new TextDecoder(label).decode(bytes);
  } catch {
    return new TextDecoder().decode(bytes);
  }
};
