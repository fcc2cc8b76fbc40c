import type { RefObject } from 'react';
import { HtmlBlock } from '../../components/html-block.tsx';
import { promptParts } from '../../questions/prompt-parts.ts';
import styles from './prompt.module.css';

interface PromptProps {
  html: string;
  lang: string;
  /** Stands as the heading of a prompt that begins with a picture. */
  place: string;
  /** As the heading of its own screen, or of an entry in a list. */
  level: 1 | 3;
  headingId: string;
  headingRef?: RefObject<HTMLHeadingElement | null>;
}

/** What is asked: its first paragraph as a heading, the rest below. */
export const Prompt = ({ html, lang, place, level, headingId, headingRef }: PromptProps) => {
  const { headingHtml, restHtml } = promptParts(html);
  const Heading = level === 1 ? 'h1' : 'h3';
  return (
    <div className={`${styles.prompt} ${level === 1 ? styles.large : ''}`}>
      <Heading id={headingId} ref={headingRef} tabIndex={-1} dir={headingHtml === null ? undefined : 'auto'}>
        {headingHtml === null ? place : <HtmlBlock html={headingHtml} lang={lang} inline />}
      </Heading>
      {restHtml && <HtmlBlock html={restHtml} lang={lang} />}
    </div>
  );
};
