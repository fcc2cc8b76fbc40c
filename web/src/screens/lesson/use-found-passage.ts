import type { LessonPart } from '@hornbook/shared/content/pack.ts';
import { type RefObject, useEffect } from 'react';
import { useSearchParams } from 'wouter';
import { passagesOfLesson } from '../../data/search/passages-of.ts';

const BLOCKS = 'p, li, pre, tr, h2, h3, h4, blockquote, figcaption, figure, dd, dt, ul';
const plain = (text: string): string => text.replaceAll(/[\s\u2061-\u2064]+/g, ' ').trim();

/** The element of the page in which a passage begins. */
const beginningOf = (article: HTMLElement, text: string): HTMLElement | undefined => {
  const [first = ''] = text.split('\n');
  const looked = plain(first);
  const blocks = [...article.querySelectorAll<HTMLElement>(BLOCKS)];
  return (
    blocks.find((block) => plain(block.textContent) === looked) ??
    blocks.findLast((block) => looked.length > 12 && plain(block.textContent).includes(looked.slice(0, 60)))
  );
};

/** Shows the passage the address asks for (`?passage=3`), wherever in the lesson it is. Whether one is asked for. */
export const useFoundPassage = (article: RefObject<HTMLElement | null>, part: LessonPart): boolean => {
  const [params] = useSearchParams();
  const asked = params.get('passage');
  useEffect(() => {
    const element = article.current;
    const passage = asked === null ? undefined : passagesOfLesson(part)[Number(asked)];
    if (!element || !passage) return;
    const found = beginningOf(element, passage.text);
    if (!found) return;
    found.closest('details')?.setAttribute('open', '');
    found.classList.add('found-passage');
    found.tabIndex = -1;
    // After the screen has put the focus on its heading.
    const frame = requestAnimationFrame(() => {
      found.scrollIntoView({ block: 'center' });
      found.focus({ preventScroll: true });
    });
    return () => {
      cancelAnimationFrame(frame);
      found.classList.remove('found-passage');
    };
  }, [article, part, asked]);
  return asked !== null;
};
