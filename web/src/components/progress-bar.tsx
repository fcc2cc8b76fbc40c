import styles from './progress-bar.module.css';
import type { Tone } from './tag.tsx';

interface ProgressBarProps {
  /** From 0 to 1. */
  value: number;
  label: string;
  tone?: Tone;
  /** Something is moving towards an end (a download), rather than a standing level (a skill). */
  moving?: boolean;
}

export const ProgressBar = ({ value, label, tone = 'info', moving = false }: ProgressBarProps) => {
  const percent = Math.round(Math.max(0, Math.min(1, value)) * 100);
  // The browser's own elements say it; how they look can't be styled alike everywhere, so they are not seen.
  const said = { className: 'visually-hidden', 'aria-label': label, max: 100, value: percent };
  return (
    <div className={`${styles.bar} ${styles[tone]}`}>
      {moving ? <progress {...said} /> : <meter {...said} />}
      <span className={styles.fill} style={{ inlineSize: `${percent}%` }} />
    </div>
  );
};
