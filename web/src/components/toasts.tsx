import styles from './toasts.module.css';

interface ToastsProps {
  toasts: { id: number; text: string; action?: { label: string; onPick: () => void } }[];
  onDismiss: (id: number) => void;
}

/** Always in the page, so that a screen reader hears what is put into it later. */
export const Toasts = ({ toasts, onDismiss }: ToastsProps) => (
  <div className={styles.region} role="status">
    {toasts.map(({ id, text, action }) => (
      <p key={id} className={styles.toast}>
        {text}
        {action && (
          <button
            type="button"
            className={styles.action}
            onClick={() => {
              action.onPick();
              onDismiss(id);
            }}
          >
            {action.label}
          </button>
        )}
      </p>
    ))}
  </div>
);
