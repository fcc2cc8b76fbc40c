import type { ReactNode } from 'react';
import styles from './learning.module.css';

export const Figures = ({ children }: { children: ReactNode }) => <dl className={styles.figures}>{children}</dl>;

/** One number and what it is of. */
export const Figure = ({ value, tone, children }: { value: string; tone?: 'accent'; children: ReactNode }) => (
  <div className={styles.figure}>
    <dt>{children}</dt>
    <dd className={tone === 'accent' ? styles.accent : undefined}>{value}</dd>
  </div>
);
