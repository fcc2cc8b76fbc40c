import styles from './name-mark.module.css';

/** The hornbook: a board with a handle, a sheet under horn, and the letter it begins with. */
export const NameMark = ({ withName = false }: { withName?: boolean }) => (
  <span className={styles.mark}>
    <svg viewBox="0 0 24 30" aria-hidden="true">
      <path
        className={styles.board}
        d="M5 1h14a4 4 0 0 1 4 4v14a4 4 0 0 1-4 4h-3.4l.9 4.1a2.1 2.1 0 0 1-2 2.6h-5a2.1 2.1 0 0 1-2-2.6L8.4 23H5a4 4 0 0 1-4-4V5a4 4 0 0 1 4-4Z"
      />
      <rect className={styles.sheet} x="4" y="4" width="16" height="16" rx="2" />
      <path className={styles.letter} d="M8.7 6.6v10.8M8.7 13.6c.5-2.2 1.9-3.4 3.6-3.4 1.9 0 3 1.2 3 3.4v3.8" />
      <circle className={styles.sheet} cx="12" cy="26.3" r="1" />
    </svg>
    {withName && <span className={styles.name}>Hornbook</span>}
  </span>
);
