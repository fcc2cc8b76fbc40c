import { useEffect, useState } from 'react';
import { HtmlBlock } from '../html-block.tsx';

interface MarkdownProps {
  text: string;
  /** Whether its links lead anywhere: only where the learner wrote them. */
  links?: boolean;
  lang?: string;
}

type Render = typeof import('./render-markdown.ts').renderMarkdown;
let render: Render | undefined;

/** Markdown of learners and of the tutor. Until its renderer is here, and where it can't be had, the text as it is. */
export const Markdown = ({ text, links = false, lang }: MarkdownProps) => {
  const [, showAgain] = useState(0);
  useEffect(() => {
    if (render) return;
    let over = false;
    import('./render-markdown.ts').then(
      ({ renderMarkdown }) => {
        render = renderMarkdown;
        if (!over) showAgain(1);
      },
      () => undefined,
    );
    return () => {
      over = true;
    };
  }, []);
  if (!render)
    return (
      <p dir="auto" data-opening>
        {text}
      </p>
    );
  return <HtmlBlock html={render(text, { links })} {...(lang ? { lang } : {})} />;
};
