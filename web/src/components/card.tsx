import type { ReactNode } from 'react';
import styles from './card.module.css';

interface CardProps {
  /** The hero carries the one primary action of a screen. */
  hero?: boolean;
  kicker?: ReactNode;
  children: ReactNode;
}

export const Card = ({ hero, kicker, children }: CardProps) => (
  <section className={`${styles.card} ${hero ? styles.hero : ''}`}>
    {kicker && <p className={styles.kicker}>{kicker}</p>}
    {children}
  </section>
);
