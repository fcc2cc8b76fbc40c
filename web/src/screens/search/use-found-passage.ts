import { type RefObject, useEffect } from 'react';
import { useSearchParams } from 'wouter';

const BLOCKS = 'p, li, pre, tr, h2, h3, h4, blockquote, figcaption, figure, dd, dt, ul';
/** The words alone: spaces, marks of Markdown and what else stands between them may differ. */
const wordsOf = (text: string): string => text.replaceAll(/[^\p{L}\p{N}]+/gu, ' ').trim();
const ENOUGH = 60;

/** The element of the page in which a passage begins. */
const beginningOf = (shown: HTMLElement, text: string): HTMLElement | undefined => {
  const looked = text
    .split('\n')
    .map(wordsOf)
    .find((line) => line !== '');
  if (!looked) return undefined;
  const blocks = [...shown.querySelectorAll<HTMLElement>(BLOCKS)].filter((block) => !block.closest('[data-opening]'));
  return (
    blocks.find((block) => wordsOf(block.textContent) === looked) ??
    blocks.findLast((block) => looked.length > 12 && wordsOf(block.textContent).includes(looked.slice(0, ENOUGH)))
  );
};

/**
 * Shows the passage the address asks for (`?passage=3`), wherever on the page it is. `passages` are those of what is shown,
 * by place: where they are others after something was edited, what begins alike is found. Whether one is asked for.
 */
export const useFoundPassage = (shown: RefObject<HTMLElement | null>, passages: readonly string[]): boolean => {
  const [params] = useSearchParams();
  const asked = params.get('passage');
  const text = asked === null ? undefined : passages[Number(asked)];
  useEffect(() => {
    const element = shown.current;
    if (!element || text === undefined) return;
    let found: HTMLElement | undefined;
    let frame = 0;
    const look = () => {
      found = beginningOf(element, text);
      if (!found) return;
      changes.disconnect();
      found.closest('details')?.setAttribute('open', '');
      found.classList.add('found-passage');
      found.tabIndex = -1;
      // After the screen has put the focus on its heading.
      frame = requestAnimationFrame(() => {
        found?.scrollIntoView({ block: 'center' });
        found?.focus({ preventScroll: true });
      });
    };
    // What renders it may come after it.
    const changes = new MutationObserver(look);
    changes.observe(element, { childList: true, subtree: true });
    look();
    return () => {
      changes.disconnect();
      cancelAnimationFrame(frame);
      found?.classList.remove('found-passage');
    };
  }, [shown, text]);
  return asked !== null;
};
