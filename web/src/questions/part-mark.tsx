import type { ReactNode } from 'react';
import { Icon } from '../components/icon.tsx';
import styles from './answer-mark.module.css';

/** Says of one part of an answer, by sign and word and colour, whether it is right. Nothing while that isn't known here. */
export const PartMark = ({ right, children }: { right: boolean | null; children: ReactNode }) =>
  right === null ? null : (
    <span className={`${styles.mark} ${right ? styles.right : styles.wrong}`}>
      <Icon name={right ? 'check' : 'cross'} />
      <span>{children}</span>
    </span>
  );
