import type { Cue } from '@hornbook/shared/content/media.ts';
import { useEffect, useRef } from 'react';
import styles from './media.module.css';
import type { Recording } from './use-recording.ts';

interface TranscriptProps {
  lines: readonly Cue[];
  recording: Recording;
  lang: string;
  label: string;
}

/** All that is said; the line of the moment is marked and kept in sight, and each line leads to its moment. */
export const Transcript = ({ lines, recording, lang, label }: TranscriptProps) => {
  const list = useRef<HTMLOListElement>(null);
  const { line, playing } = recording;
  useEffect(() => {
    const box = list.current;
    const current = box?.children[line];
    if (!playing || !box || !(current instanceof HTMLElement)) return;
    // Within its own box: the page stays where the learner has it.
    const middle = current.offsetTop - box.offsetTop - (box.clientHeight - current.offsetHeight) / 2;
    const calm = matchMedia('(prefers-reduced-motion: reduce)').matches;
    box.scrollTo({ top: middle, behavior: calm ? 'auto' : 'smooth' });
  }, [line, playing]);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must scroll by keyboard, too.
    <ol ref={list} className={styles.transcript} lang={lang} aria-label={label} tabIndex={0}>
      {lines.map((cue, index) => (
        <li key={cue.id}>
          <button
            type="button"
            className={styles.cue}
            dir="auto"
            aria-current={index === line ? 'true' : undefined}
            onClick={() => recording.goTo(index)}
          >
            {cue.speaker && <span className={styles.speaker}>{cue.speaker}</span>}
            <span>{cue.text}</span>
          </button>
        </li>
      ))}
    </ol>
  );
};
