/** What is marked ends within so many characters: a text full of marks that never end costs little. */
const MARKED = '(?=\\S)([^\\n]{0,300}?\\S)';
const strong = new RegExp(`(\\*{1,3}|~~|\`{1,3})${MARKED}\\1`, 'gu');
/** Within a word it is part of a name. */
const underlined = new RegExp(`(?<![\\p{L}\\p{N}_])(_{1,3})${MARKED}\\1(?![\\p{L}\\p{N}_])`, 'gu');

/** What a note says without the marks of its Markdown, for where a line of it is shown. Sums and names stay as they are. */
export const wordsOfNote = (markdown: string): string =>
  markdown
    .replaceAll(/^[ \t]*(?:```.*|~~~.*|[-=*_]{3,}[ \t]*|\|?[ \t:|-]*-{3,}[ \t:|-]*)$/gm, '')
    .replaceAll(/^[ \t]*\|(.*)\|[ \t]*$/gm, (_, cells: string) =>
      cells
        .split('|')
        .map((cell) => cell.trim())
        .join(' · '),
    )
    .replaceAll(/^[ \t]*(?:>[ \t]?)+/gm, '')
    .replaceAll(/^[ \t]*#{1,6}[ \t]+/gm, '')
    .replaceAll(/^[ \t]*[-+*][ \t]+(?:\[[ xX]\][ \t]+)?/gm, '· ')
    .replaceAll(/!?\[([^\]\n]{0,300})\]\([^)\n]{0,2000}\)/g, '$1')
    .replaceAll(strong, '$2')
    .replaceAll(underlined, '$2');
