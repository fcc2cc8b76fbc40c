import type { LessonPart } from '@hornbook/shared/content/pack.ts';
import { type HtmlPassage, oneLine, passagesOfHtml } from '@hornbook/shared/content/passages-of-html.ts';

/** All passages of a lesson, in the order they stand on its page: a passage's number is its place. */
export const passagesOfLesson = ({ html, explanationHtml, codeExample, keyPoints }: LessonPart): HtmlPassage[] => [
  ...passagesOfHtml(html),
  ...(codeExample
    ? [{ heading: codeExample.caption, text: oneLine(codeExample.html.replaceAll(/<[^>]*>/g, '')) }]
    : []),
  ...(explanationHtml ? passagesOfHtml(explanationHtml) : []),
  ...(keyPoints.length > 0 ? [{ heading: '', text: keyPoints.join('\n') }] : []),
];

/** So much of a note is one passage. */
const NOTE_PASSAGE = 480;

/** A note's paragraphs, those that belong together by length. */
export const passagesOfNote = (text: string): string[] => {
  const passages = [''];
  for (const paragraph of text.split(/\n{2,}/)) {
    const last = passages.at(-1) ?? '';
    if (last && last.length + paragraph.length > NOTE_PASSAGE) passages.push(paragraph);
    else passages[passages.length - 1] = last ? `${last}\n${paragraph}` : paragraph;
  }
  return passages;
};
