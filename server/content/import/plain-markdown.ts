import { knownLanguages } from '@hornbook/shared/authoring/highlight.ts';

/**
 * The text of an exercise as our Markdown has it: the page's own heading goes, boxes become quotations, code names a
 * language we know. What would have to be fetched is told.
 */
export const plainMarkdown = (text: string, tell: (line: number, message: string) => void): string => {
  const out: string[] = [];
  let fence: { mark: string; isBox: boolean } | null = null;
  text
    .replaceAll('\r\n', '\n')
    .split('\n')
    .forEach((line, index) => {
      const [, mark, info = ''] = /^\s*(`{3,}|~{3,})\s*([^\s`]*)/.exec(line) ?? [];
      if (fence) {
        const ends = mark?.startsWith(fence.mark) && info === '';
        if (fence.isBox) out.push(ends ? '' : `> ${line}`.trimEnd());
        else out.push(line);
        if (ends) fence = null;
        return;
      }
      if (mark) {
        const isBox = info.startsWith('exercism/');
        fence = { mark, isBox };
        if (isBox) out.push('');
        else
          out.push(line.replace(/(`{3,}|~{3,})\s*\S*.*$/, `${mark}${knownLanguages.includes(info) ? info : 'text'}`));
        return;
      }
      if (/^#\s/.test(line)) return;
      out.push(plainLine(line, (message) => tell(index + 1, message)));
    });
  return out
    .join('\n')
    .replaceAll(/\n{3,}/g, '\n\n')
    .trim();
};

const plainLine = (line: string, tell: (message: string) => void): string =>
  line
    .replaceAll(/<!--.*?-->/g, '')
    .replaceAll(/!\[([^\]]*)\]\([^)]*\)/g, (_, alt: string) => {
      tell(`a picture is left out${alt ? `: ${alt}` : ''}`);
      return alt;
    })
    .replaceAll(/(?<!!)\[([^\]]+)\]\((?!https?:\/\/|mailto:)[^)]*\)/g, '$1')
    .replace(/^\[[^\]]+\]:\s*(?!https?:\/\/|mailto:).*$/, '');
