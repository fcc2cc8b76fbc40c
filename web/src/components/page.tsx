import type { ReactNode } from 'react';
import styles from './page.module.css';

interface PageProps {
  /** Start of the top bar: the name mark, or the way back. */
  lead: ReactNode;
  /** End of the top bar: where the work is. */
  chip: ReactNode;
  /** Between them and the content: the progress of an activity. */
  progress?: ReactNode;
  /** Stays at the bottom, in reach of the thumb. */
  bottom?: ReactNode;
  /** No tabs below: reading and answering have the screen to themselves. */
  focused?: boolean;
  children: ReactNode;
}

export const Page = ({ lead, chip, progress, bottom, focused, children }: PageProps) => (
  <div className={`${styles.page} ${focused ? styles.focused : ''}`}>
    <header className={styles.top}>
      <div className={styles.bar}>
        <div className={styles.lead}>{lead}</div>
        {chip}
      </div>
      {progress && <div className={styles.progress}>{progress}</div>}
    </header>
    <main className={styles.main} id="main">
      <div className={styles.content}>{children}</div>
      {bottom && (
        <div className={styles.bottom}>
          <div className={styles.actions}>{bottom}</div>
        </div>
      )}
    </main>
  </div>
);

/** A part of a page under a heading of its own. */
export const Section = ({ title, end, children }: { title: ReactNode; end?: ReactNode; children: ReactNode }) => (
  <section className={styles.section}>
    <div className={styles.heading}>
      <h2>{title}</h2>
      {end && <span className={styles.end}>{end}</span>}
    </div>
    {children}
  </section>
);
