import type { ClozeParagraph } from '../content/pack.ts';
import type { KnownFault } from './text-faults.ts';

/** Where a gap stands in the text of a cloze. */
export const GAP = /\[\[([a-z0-9]{1,12})\]\]/g;

/** The rendered text of a cloze, cut where its gaps are. */
export const clozeParagraphs = (
  html: string,
  report: (problem: string, known: KnownFault) => void,
): ClozeParagraph[] => {
  const paragraphs = [...html.matchAll(/<p>([\s\S]*?)<\/p>/g)].map(([, inner]) => inner as string);
  if (html.replaceAll(/<p>[\s\S]*?<\/p>/g, '').trim() !== '')
    report('a text with gaps is made of paragraphs only; tables, lists and pictures belong in the prompt', {
      fault: 'gaps-in-paragraphs',
    });
  return paragraphs.map((paragraph) => {
    // split() with the gap's name in parentheses gives text and names in turn.
    const pieces = paragraph.split(GAP);
    return pieces.flatMap((piece, index): ClozeParagraph => {
      if (index % 2 === 1) return [{ gapId: piece }];
      if (!isWhole(piece))
        report('a gap stands inside something bold, slanted, linked or the like; put it outside', {
          fault: 'gap-within-style',
        });
      return piece === '' ? [] : [{ html: piece }];
    });
  });
};

/** Whether every element that begins in a piece of HTML ends in it. */
const isWhole = (html: string): boolean => {
  const open: string[] = [];
  for (const [, slash, name, end] of html.matchAll(/<(\/?)([a-z][a-z0-9]*)[^>]*?(\/?)>/gi)) {
    if (slash === '') {
      if (end === '' && !/^(br|img|wbr)$/i.test(name as string)) open.push(name as string);
    } else if (open.pop() !== name) return false;
  }
  return open.length === 0 && !/[<>]/.test(html.replaceAll(/<[^<>]*>/g, ''));
};
