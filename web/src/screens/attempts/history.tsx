import { Plural, Trans } from '@lingui/react/macro';
import { Row, Rows } from '../../components/row.tsx';
import { Tag } from '../../components/tag.tsx';
import type { AttemptHistory, AttemptView } from '../../data/queries/attempts.ts';
import { useFormat } from '../../i18n/use-format.ts';
import { hintsOf } from './hints-of.ts';

const Score = ({ attempt, score, standing }: AttemptView) => {
  const { percent } = useFormat();
  const { earned, possible, percent: whole } = score.kind === 'scored' ? score : { earned: 0, possible: 0, percent: 0 };
  const share = percent(whole);
  const hints = hintsOf(attempt);
  return (
    <>
      {score.kind === 'scored' ? (
        <Trans>
          {earned} of {possible} points, {share}
        </Trans>
      ) : (
        <Trans>Will be graded when sent</Trans>
      )}
      {hints > 0 && (
        <>
          {' · '}
          <Plural value={hints} one="# hint" other="# hints" />
        </>
      )}
      {standing.overTime && (
        <>
          {' · '}
          <Trans>over time</Trans>
        </>
      )}
    </>
  );
};

interface HistoryProps {
  history: AttemptHistory;
  /** Left out: the one that is on the screen. */
  except?: string;
  /** How many to show. */
  most: number;
}

/** The completed attempts at one activity, newest first; each opens its review. Best and latest are named. */
export const History = ({ history, except, most }: HistoryProps) => {
  const { dayAndTime } = useFormat();
  const { completed, best, latest } = history;
  const named = completed.length > 1;
  return (
    <Rows>
      {completed
        .filter(({ attempt }) => attempt.id !== except)
        .slice(0, most)
        .map((view) => (
          <Row
            key={view.attempt.id}
            href={`/attempts/${view.attempt.id}`}
            icon="history"
            tone="quiet"
            title={dayAndTime(view.attempt.completedAt ?? view.attempt.startedAt)}
            detail={<Score {...view} />}
            end={
              named && (
                <>
                  {view === best && (
                    <Tag tone="correct" icon="star">
                      <Trans>Best</Trans>
                    </Tag>
                  )}
                  {view === latest && (
                    <Tag>
                      <Trans>Latest</Trans>
                    </Tag>
                  )}
                </>
              )
            }
          />
        ))}
    </Rows>
  );
};
