import { type ReactNode, useState } from 'react';
import { Icon, type IconName } from './icon.tsx';
import styles from './states.module.css';

interface StateProps {
  icon: IconName;
  title: ReactNode;
  children?: ReactNode;
  action?: ReactNode;
  tone?: 'info' | 'accent' | 'wrong';
  /** What is missing may be on its way: in the first moments of a visit, wait a little before saying that it is not here. */
  mayCome?: boolean;
}

const FIRST_MOMENTS_MS = 3_000;
/** Over a slow link the app itself took long to come. */
const begunAt = performance.now();

/** A screen, or a part of one, that has nothing to show: what that means and what can be done. */
const State = ({ icon, title, children, action, tone = 'info', mayCome = false }: StateProps) => {
  const [early] = useState(() => performance.now() - begunAt < FIRST_MOMENTS_MS);
  const waits = mayCome && early;
  return (
    <section className={waits ? `${styles.state} ${styles.late}` : styles.state} data-may-come={waits ? '' : undefined}>
      <span className={`${styles.picture} ${styles[tone]}`}>
        <Icon name={icon} />
      </span>
      <h2>{title}</h2>
      {children && <div className={styles.words}>{children}</div>}
      {action}
    </section>
  );
};

export const EmptyState = (props: Omit<StateProps, 'tone'>) => <State {...props} />;
export const MissingState = (props: Omit<StateProps, 'tone' | 'icon'>) => (
  <State icon="download" tone="accent" mayCome {...props} />
);
export const ErrorState = (props: Omit<StateProps, 'tone' | 'icon'>) => (
  <State icon="attention" tone="wrong" {...props} />
);

/** Stands where something will be in a moment; shown only if the moment lasts. */
export const Skeleton = ({ lines = 4, label }: { lines?: number; label: string }) => (
  <div className={styles.skeleton} role="status" aria-label={label} data-opening>
    {Array.from({ length: lines }, (_, index) => (
      // biome-ignore lint/suspicious/noArrayIndexKey: the lines are alike.
      <span key={index} className={styles.line} />
    ))}
  </div>
);
