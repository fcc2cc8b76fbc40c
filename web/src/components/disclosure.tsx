import type { ReactNode } from 'react';
import styles from './disclosure.module.css';

/** Something more for who wants it: closed until asked for. */
export const Disclosure = ({ summary, children }: { summary: ReactNode; children: ReactNode }) => (
  <details className={styles.disclosure}>
    <summary className={styles.summary}>{summary}</summary>
    <div className={styles.inside}>{children}</div>
  </details>
);
