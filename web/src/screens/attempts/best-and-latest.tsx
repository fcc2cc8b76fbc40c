import { Trans } from '@lingui/react/macro';
import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { Icon } from '../../components/icon.tsx';
import type { AttemptHistory, AttemptView } from '../../data/queries/attempts.ts';
import { useFormat } from '../../i18n/use-format.ts';
import styles from './best-and-latest.module.css';

const Result = ({ name, view, best = false }: { name: ReactNode; view: AttemptView; best?: boolean }) => {
  const { percent, day } = useFormat();
  const { attempt, score } = view;
  const { earned, possible, percent: whole } = score.kind === 'scored' ? score : { earned: 0, possible: 0, percent: 0 };
  return (
    <Link href={`/attempts/${attempt.id}`} className={`${styles.result} ${best ? styles.best : ''}`}>
      <span className={styles.name}>
        {best && <Icon name="star" />}
        {name}
      </span>
      {score.kind === 'scored' ? (
        <>
          <span className={styles.percent}>{percent(whole)}</span>
          <span className={styles.note}>
            <Trans>
              {earned} of {possible} points
            </Trans>
          </span>
        </>
      ) : (
        <span className={styles.note}>
          <Trans>Will be graded when sent</Trans>
        </span>
      )}
      <span className={styles.note}>{day(attempt.completedAt ?? attempt.startedAt)}</span>
    </Link>
  );
};

/** The two attempts that are asked for most, each the way to its review. */
export const BestAndLatest = ({ history: { best, latest } }: { history: AttemptHistory }) => (
  <div className={styles.results}>
    {best && <Result name={<Trans>Best</Trans>} view={best} best />}
    {latest && <Result name={<Trans>Latest</Trans>} view={latest} />}
  </div>
);
