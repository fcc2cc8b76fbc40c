import './html-block.css';
import { type SyntheticEvent, useEffect, useMemo, useRef } from 'react';
import { packHtml } from './trusted-html.ts';

interface HtmlBlockProps {
  /** HTML of a published pack, sanitised when it was published, or of renderMarkdown. Nothing else may be given. */
  html: string;
  /** `reading` for lessons, `plain` for prompts, options and feedback. */
  look?: 'reading' | 'plain';
  /** The language of the content where it may differ from the app's. */
  lang?: string;
  inline?: boolean;
  /** Part of a running text, which says the direction for all its pieces. */
  flowing?: boolean;
}

/** What scrolls sideways must scroll by keyboard, too. */
const letWidePartsBeReached = (block: HTMLElement): void => {
  for (const part of block.querySelectorAll('pre, table, math[display="block"]')) {
    if (part.scrollWidth > part.clientWidth) part.setAttribute('tabindex', '0');
  }
};

/** A figure that isn't here gives way to its description; React hears of it because the event is caught on its way down. */
const showDescription = ({ target }: SyntheticEvent): void => {
  if (target instanceof HTMLImageElement) target.classList.add('missing');
};

/** The one place where the app shows HTML it did not make itself. */
export const HtmlBlock = ({ html, look = 'plain', lang, inline = false, flowing = false }: HtmlBlockProps) => {
  const Element = inline || flowing ? 'span' : 'div';
  const block = useRef<HTMLElement | null>(null);
  // The same object as long as the HTML is the same: React would else write it anew, and close what a reader opened.
  const content = useMemo(() => ({ __html: packHtml(html) }), [html]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is wide follows from the HTML.
  useEffect(() => {
    const mark = () => block.current && letWidePartsBeReached(block.current);
    // Measured once it is painted: asking sooner would have the whole page laid out before a verdict is seen.
    const timer = setTimeout(() => {
      mark();
      // Another face may be wider.
      void document.fonts?.ready.then(mark);
    });
    return () => clearTimeout(timer);
  }, [html]);
  return (
    <Element
      ref={(element: HTMLElement | null) => {
        block.current = element;
      }}
      className={`pack-html ${look === 'reading' ? 'pack-html-reading' : ''}`}
      onErrorCapture={showDescription}
      lang={lang}
      dir={flowing ? undefined : 'auto'}
      // biome-ignore lint/security/noDangerouslySetInnerHtml: packs are sanitised at publishing and verified by their hash, Markdown is sanitised by its renderer.
      dangerouslySetInnerHTML={content}
    />
  );
};
