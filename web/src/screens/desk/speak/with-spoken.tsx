import type { Spoken } from '@hornbook/shared/authoring/authored-question.ts';
import type { DraftNode } from '@hornbook/shared/authoring/draft.ts';
import { Trans } from '@lingui/react/macro';
import type { ReactNode } from 'react';
import styles from '../desk.module.css';
import { unusableWords } from './sound-words.tsx';
import { useSpoken } from './use-spoken.ts';

interface WithSpokenProps {
  course: DraftNode;
  node: DraftNode;
  /** The language of the course. */
  lang: string;
  children: (spoken: Spoken) => ReactNode;
}

/** Shows a question to speak once all is here that a take is compared with. */
export const WithSpoken = ({ course, node, lang, children }: WithSpokenProps) => {
  const made = useSpoken(course, node, lang);
  switch (made.kind) {
    case 'ready':
      return children(made.spoken);
    case 'making':
      return (
        <p role="status" className={styles.quiet}>
          <Trans>Listening to the recordings…</Trans>
        </p>
      );
    case 'unusable':
      return (
        <p role="status" className={styles.quiet}>
          <bdi>{made.name}</bdi>: {unusableWords[made.fault]}
        </p>
      );
    case 'missing':
      return (
        <p role="status" className={styles.quiet}>
          <Trans>You can try it once its recordings are on this device. They come with the next connection.</Trans>
        </p>
      );
  }
};
