import styles from './toasts.module.css';

/** Always in the page, so that a screen reader hears what is put into it later. */
export const Toasts = ({ toasts }: { toasts: { id: number; text: string }[] }) => (
  <div className={styles.region} role="status">
    {toasts.map(({ id, text }) => (
      <p key={id} className={styles.toast}>
        {text}
      </p>
    ))}
  </div>
);
