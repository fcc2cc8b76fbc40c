import type { ReactNode } from 'react';
import { Icon, type IconName } from './icon.tsx';
import styles from './tag.module.css';

export type Tone = 'info' | 'accent' | 'correct' | 'wrong' | 'quiet';

interface TagProps {
  tone?: Tone;
  icon?: IconName;
  children: ReactNode;
}

/** A state in a word; the word says it, the colour only helps. */
export const Tag = ({ tone = 'quiet', icon, children }: TagProps) => (
  <span className={`${styles.tag} ${styles[tone]}`}>
    {icon && <Icon name={icon} />}
    {children}
  </span>
);
