/** A piece of a lesson or a page: what stands together under one heading, as plain text. */
export interface HtmlPassage {
  heading: string;
  text: string;
}

const BLOCKS = new Set(
  'p div section article ul ol li dl dt dd pre blockquote figure figcaption table tr td th details summary hr br'.split(
    ' ',
  ),
);
const HEADING = /^h[1-6]$/;
/** What isn't read: the source of a formula beside the formula, and drawings. */
const SILENT = new Set(['annotation', 'svg', 'style', 'script']);
/** Blocks under one heading make one passage up to so many characters. */
const LONG_ENOUGH = 480;

const entities: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ' };
const decode = (text: string): string =>
  text.replaceAll(/&(#x[\da-f]+|#\d+|\w+);/gi, (whole, name: string) => {
    if (!name.startsWith('#')) return entities[name] ?? whole;
    const code = name[1]?.toLowerCase() === 'x' ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1));
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : '';
  });

/** Text between tags, as it reads. */
export const oneLine = (text: string): string =>
  decode(text)
    .replaceAll(/[\s\u2061-\u2064]+/g, ' ')
    .trim();

/**
 * The passages of a pack's HTML, or of a page's copy, which is well formed: the service wrote it. No document is needed, so
 * a worker can do it.
 */
export const passagesOfHtml = (html: string): HtmlPassage[] => {
  const passages: HtmlPassage[] = [];
  let heading = '';
  let blocks: string[] = [];
  let block = '';
  let inHeading = false;
  let silent: string | null = null;
  const endBlock = () => {
    const text = oneLine(block);
    block = '';
    if (!text) return;
    if (inHeading) heading = text;
    else blocks.push(text);
  };
  const endPassage = () => {
    if (blocks.length > 0) passages.push({ heading, text: blocks.join('\n') });
    blocks = [];
  };
  for (const [piece] of html.matchAll(/<[^>]*>|[^<]+/g)) {
    const tag = /^<(\/?)([a-z][a-z0-9]*)/i.exec(piece);
    if (!tag) {
      if (!silent) block += piece;
      continue;
    }
    const [, closing, name = ''] = tag;
    const lower = name.toLowerCase();
    if (silent) {
      if (closing && lower === silent) silent = null;
      continue;
    }
    if (SILENT.has(lower) && !closing && !piece.endsWith('/>')) silent = lower;
    else if (lower === 'img') block += ` ${/\balt="([^"]*)"/.exec(piece)?.[1] ?? ''} `;
    else if (HEADING.test(lower)) {
      endBlock();
      if (!closing) endPassage();
      inHeading = !closing;
    } else if (BLOCKS.has(lower)) {
      endBlock();
      if (closing && blocks.join('').length >= LONG_ENOUGH) endPassage();
    }
  }
  endBlock();
  endPassage();
  return passages;
};
