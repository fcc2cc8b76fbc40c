import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { Icon, type IconName } from './icon.tsx';
import styles from './row.module.css';

interface RowProps {
  icon?: IconName;
  tone?: 'info' | 'accent' | 'correct' | 'quiet';
  title: ReactNode;
  /** One quiet line under the title. */
  detail?: ReactNode;
  /** At the end: a state, a size, a button. */
  end?: ReactNode;
  href?: string;
  /** When the row is opened; without an address the row is a button. */
  onOpen?: () => void;
  /** Belongs to the row above it. */
  inset?: boolean;
}

/** One entry of a list: the whole row is the link where there is one. */
export const Row = ({ icon, tone = 'info', title, detail, end, href, onOpen, inset = false }: RowProps) => (
  <li className={`${styles.row} ${inset ? styles.inset : ''}`}>
    {icon && (
      <span className={`${styles.badge} ${styles[tone]}`}>
        <Icon name={icon} />
      </span>
    )}
    <span className={styles.words}>
      {href ? (
        <Link href={href} className={styles.link} onClick={onOpen}>
          {title}
        </Link>
      ) : onOpen ? (
        <button type="button" className={styles.link} onClick={onOpen}>
          {title}
        </button>
      ) : (
        <span className={styles.title}>{title}</span>
      )}
      {detail && <span className={styles.detail}>{detail}</span>}
    </span>
    {end && <span className={styles.end}>{end}</span>}
  </li>
);

export const Rows = ({ children }: { children: ReactNode }) => <ul className={styles.rows}>{children}</ul>;
