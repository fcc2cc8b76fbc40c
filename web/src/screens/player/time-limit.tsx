import { Trans, useLingui } from '@lingui/react/macro';
import { useEffect, useState } from 'react';
import { Button } from '../../components/button.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { Icon } from '../../components/icon.tsx';
import { now } from '../../data/clock.ts';
import { extendTimeLimit, switchOffTimeLimit } from '../../data/commands/take-attempt.ts';
import { clockParts, timeMark, untilNextSecond } from './time-left.ts';
import styles from './time-limit.module.css';

interface TimeLimitProps {
  attemptId: string;
  limitMs: number;
  /** By this device's own clock. */
  deadlineAt: number;
}

/** The time that is left. It tells; it never sends, locks or hurries. */
export const TimeLimit = ({ attemptId, limitMs, deadlineAt }: TimeLimitProps) => {
  const { t, i18n } = useLingui();
  const [at, setAt] = useState(now);
  const [asking, setAsking] = useState(false);
  const leftMs = deadlineAt - at;
  const mark = timeMark(limitMs, leftMs);
  // biome-ignore lint/correctness/useExhaustiveDependencies: each shown second asks for the next one.
  useEffect(() => {
    const timer = setTimeout(() => setAt(now()), untilNextSecond(deadlineAt - now()));
    return () => clearTimeout(timer);
  }, [at, deadlineAt]);
  useEffect(() => {
    // A page that slept shows the right time at once.
    const wake = () => setAt(now());
    document.addEventListener('visibilitychange', wake);
    return () => document.removeEventListener('visibilitychange', wake);
  }, []);

  const { hours, minutes, seconds } = clockParts(leftMs);
  const two = (value: number) => i18n.number(value, { minimumIntegerDigits: 2 });
  const clock =
    hours > 0 ? `${i18n.number(hours)}:${two(minutes)}:${two(seconds)}` : `${i18n.number(minutes)}:${two(seconds)}`;
  const marks = {
    running: '',
    half: t`Half the time is left.`,
    tenth: t`A tenth of the time is left. You can ask for more.`,
    over: t`The time is up. Go on as long as you like: your answers count, marked as over time.`,
  };
  const change = (work: Promise<unknown>) => {
    setAsking(false);
    void work.then(() => setAt(now()));
  };
  return (
    <div className={styles.limit}>
      <span className={`${styles.clock} ${styles[mark]}`}>
        <Icon name="clock" />
        <span role="timer" aria-live="off" aria-label={t`Time left`}>
          {mark === 'over' ? <Trans>Time is up</Trans> : <Trans>{clock} left</Trans>}
        </span>
      </span>
      <Button look="plain" onClick={() => setAsking(true)}>
        <Trans>More time</Trans>
      </Button>
      <p role="status" className={mark === 'over' ? styles.over : 'visually-hidden'}>
        {marks[mark]}
      </p>
      <Dialog
        open={asking}
        sheet
        title={t`More time`}
        onClose={() => setAsking(false)}
        actions={
          <>
            <Button onClick={() => change(extendTimeLimit(attemptId, limitMs))}>
              <Trans>Twice the time</Trans>
            </Button>
            <Button look="quiet" onClick={() => change(switchOffTimeLimit(attemptId))}>
              <Trans>No limit</Trans>
            </Button>
            <Button look="plain" onClick={() => setAsking(false)}>
              <Trans>Leave it as it is</Trans>
            </Button>
          </>
        }
      >
        <p>
          <Trans>Take what you need. Your answers are graded just the same.</Trans>
        </p>
      </Dialog>
    </div>
  );
};
