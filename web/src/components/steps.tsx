import styles from './steps.module.css';

export type Step = 'open' | 'current' | 'answered' | 'right' | 'wrong';

/** How far an activity is, a mark a question. The words beside it say the same. */
export const Steps = ({ steps, label }: { steps: Step[]; label: string }) => (
  <div className={styles.steps} role="img" aria-label={label}>
    {steps.map((step, index) => (
      // biome-ignore lint/suspicious/noArrayIndexKey: a step is its place.
      <span key={index} className={`${styles.step} ${styles[step]}`} />
    ))}
  </div>
);
