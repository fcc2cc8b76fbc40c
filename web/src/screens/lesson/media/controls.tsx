import { Trans, useLingui } from '@lingui/react/macro';
import type { ReactNode } from 'react';
import { IconButton } from '../../../components/button.tsx';
import styles from './media.module.css';
import { RATES, type Recording } from './use-recording.ts';

export const clockTime = (ms: number): string => {
  const seconds = Math.floor(ms / 1000);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
};

interface ControlsProps {
  recording: Recording;
  /** What is played, for those who hear the buttons' names. */
  title: string;
  durationMs: number;
  children?: ReactNode;
}

/** The same controls for sound and videos; every one works by keyboard, the whole also by single keys. */
export const Controls = ({ recording, title, durationMs, children }: ControlsProps) => {
  const { t, i18n } = useLingui();
  const { playing, waiting, atMs, rate, repeating, line } = recording;
  const [at, whole] = [clockTime(Math.min(atMs, durationMs)), clockTime(durationMs)];
  return (
    <div className={styles.controls}>
      <div className={styles.seek}>
        <input
          type="range"
          min={0}
          max={Math.round(durationMs / 100)}
          value={Math.round(Math.min(atMs, durationMs) / 100)}
          aria-label={t`Place in ${title}`}
          aria-valuetext={t`${at} of ${whole}`}
          onChange={({ target }) => recording.seek(Number(target.value) * 100)}
        />
        <span className={styles.time} aria-hidden="true">
          {at} / {whole}
        </span>
        <label className={styles.rate}>
          <span className="visually-hidden">
            <Trans>Speed</Trans>
          </span>
          <select value={rate} onChange={({ target }) => recording.setRate(Number(target.value))}>
            {RATES.map((value) => (
              <option key={value} value={value}>
                {i18n.number(value)}×
              </option>
            ))}
          </select>
        </label>
      </div>
      <div className={styles.buttons}>
        <span className={styles.main} data-waiting={waiting || undefined}>
          <IconButton
            icon={playing ? 'pause' : 'play'}
            label={playing ? t`Pause ${title}` : t`Play ${title}`}
            onClick={recording.toggle}
          />
        </span>
        <IconButton icon="up" label={t`Previous line`} onClick={() => recording.goTo(Math.max(0, line - 1))} />
        <IconButton icon="down" label={t`Next line`} onClick={() => recording.goTo(line + 1)} />
        <span className={styles.toggle} data-on={repeating || undefined}>
          <IconButton
            icon="repeat"
            label={t`Repeat this line`}
            aria-pressed={repeating}
            onClick={() => recording.setRepeating(!repeating)}
          />
        </span>
        {children}
      </div>
    </div>
  );
};
