import type { ReactNode } from 'react';
import { Link } from 'wouter';
import styles from './status-chip.module.css';

interface StatusChipProps {
  state: 'saved' | 'sending' | 'attention';
  href: string;
  /** How many things wait to be sent. */
  count?: number;
  children: ReactNode;
}

/** The part of a chip's words that can be left out where there is little room. */
export const Where = ({ children }: { children?: ReactNode }) => <span className={styles.where}>{children}</span>;

/** Where the learner's work is, on every screen; leads to the page that says it in full. */
export const StatusChip = ({ state, href, count, children }: StatusChipProps) => (
  <Link href={href} className={`${styles.chip} ${styles[state]}`}>
    <span className={styles.dot} aria-hidden="true" />
    <span>{children}</span>
    {count !== undefined && (
      <span className={styles.count} aria-hidden="true">
        {count}
      </span>
    )}
  </Link>
);
