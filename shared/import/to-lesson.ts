import type { Change, ImportedPage } from './imported.ts';
import { englishWords, type MadeWords, putIn } from './made-words.ts';
import { type Findings, toMarkdown } from './to-markdown.ts';

/** A lesson in the author's form. */
export interface LessonWords {
  id: string;
  title: string;
  summary: string;
  minutes: number;
  skill: string;
  keyPoints: string[];
  body: string;
}

export type PageMade =
  | { kind: 'lesson'; lesson: LessonWords; changes: Change[] }
  | { kind: 'missing-media'; names: string[] }
  | { kind: 'empty' };

const WORDS_A_MINUTE = 180;

/** A page as a lesson in the author's form. What a lesson must have and a page has not is made of its own words, and told. */
export const toLesson = (
  id: string,
  page: ImportedPage,
  skill: string,
  assetFor: (name: string) => string | null,
  words: MadeWords = englishWords,
): PageMade => {
  const found: Findings = { changes: [], pictures: new Set(), lost: new Set() };
  const body = toMarkdown(page.text, assetFor, found);
  if (found.lost.size > 0) return { kind: 'missing-media', names: [...found.lost] };
  if (body === '') return { kind: 'empty' };
  const title = page.title.trim().slice(0, 120);
  const sentences = sentencesOf(body);
  const points = [...headingsOf(body), ...sentences].map((words) => short(words, 240));
  const keyPoints = [...new Set([...points, title, putIn(words.whatItIsAbout, { title: title.slice(0, 100) })])].slice(
    0,
    3,
  );
  const lesson: LessonWords = {
    id,
    title,
    summary: short(sentences[0] ?? title, 300),
    minutes: Math.min(240, Math.max(1, Math.round(body.split(/\s+/).length / WORDS_A_MINUTE))),
    skill,
    keyPoints,
    body,
  };
  return { kind: 'lesson', lesson, changes: [...found.changes, { code: 'key-points-made' }] };
};

const headingsOf = (markdown: string): string[] =>
  [...markdown.matchAll(/^##\s+(.+)$/gm)].map(([, heading = '']) => plain(heading)).filter((words) => words !== '');

const sentencesOf = (markdown: string): string[] =>
  markdown
    .split(/\n\s*\n/)
    .filter((paragraph) => /^[\p{L}\p{N}“"*_[]/u.test(paragraph))
    .flatMap((paragraph) => plain(paragraph).match(/^.+?[.!?](?=\s|$)/)?.[0] ?? [])
    .slice(0, 5);

/** Words without the signs of Markdown. */
const plain = (markdown: string): string =>
  markdown
    .replaceAll(/!\[[^\]]*\]\([^)]*\)/g, '')
    .replaceAll(/\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replaceAll(/[\\*_`$#]/g, '')
    .replaceAll(/\s+/g, ' ')
    .trim();

const short = (words: string, most: number): string => (words.length <= most ? words : `${words.slice(0, most - 1)}…`);
