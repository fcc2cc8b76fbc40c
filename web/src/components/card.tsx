import type { ReactNode } from 'react';
import styles from './card.module.css';

interface CardProps {
  /** The hero carries the one primary action of a screen. */
  hero?: boolean;
  kicker?: ReactNode;
  /** Beside the kicker. */
  end?: ReactNode;
  children: ReactNode;
}

export const Card = ({ hero, kicker, end, children }: CardProps) => (
  <section className={`${styles.card} ${hero ? styles.hero : ''}`}>
    {kicker &&
      (end ? (
        <div className={styles.top}>
          <p className={styles.kicker}>{kicker}</p>
          {end}
        </div>
      ) : (
        <p className={styles.kicker}>{kicker}</p>
      ))}
    {children}
  </section>
);
