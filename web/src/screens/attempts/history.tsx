import { Trans } from '@lingui/react/macro';
import { Row, Rows } from '../../components/row.tsx';
import { Tag } from '../../components/tag.tsx';
import type { AttemptHistory, AttemptView } from '../../data/queries/attempts.ts';
import { useFormat } from '../../i18n/use-format.ts';

const shownAtMost = 20;

const Score = ({ score, standing }: AttemptView) => {
  const { percent } = useFormat();
  const { earned, possible, percent: whole } = score.kind === 'scored' ? score : { earned: 0, possible: 0, percent: 0 };
  const share = percent(whole);
  return (
    <>
      {score.kind === 'scored' ? (
        <Trans>
          {earned} of {possible} points, {share}
        </Trans>
      ) : (
        <Trans>Will be graded when sent</Trans>
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

/** The attempts at one activity, newest first; each opens its review. Best and latest are named. */
export const History = ({ history, except }: { history: AttemptHistory; except?: string }) => {
  const { dayAndTime } = useFormat();
  const { completed, best, latest } = history;
  const named = completed.length > 1;
  return (
    <Rows>
      {completed
        .filter(({ attempt }) => attempt.id !== except)
        .slice(0, shownAtMost)
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
