import { Plural, Trans, useLingui } from '@lingui/react/macro';
import { useEffect, useRef } from 'react';
import { Card } from '../../components/card.tsx';
import { Icon } from '../../components/icon.tsx';
import { type Step, Steps } from '../../components/steps.tsx';
import { Tag } from '../../components/tag.tsx';
import type { AttemptHistory, AttemptView } from '../../data/queries/attempts.ts';
import { useFormat } from '../../i18n/use-format.ts';
import { activityWords } from '../../i18n/words.tsx';
import { hintsOf } from '../attempts/hints-of.ts';
import type { PlayableAttempt, Played } from '../player/played.ts';
import { questionResult } from './question-result.ts';
import styles from './results.module.css';

const wordsFor = (percent: number) => {
  if (percent === 100) return <Trans>All of it right</Trans>;
  if (percent >= 75) return <Trans>Nearly all of it</Trans>;
  return percent >= 40 ? <Trans>A good part of it</Trans> : <Trans>A first look at it</Trans>;
};

const pointsOf = ({ score }: AttemptView): string | null =>
  score.kind === 'scored' ? `${score.earned}/${score.possible}` : null;

/** Two attempts, perhaps on two devices: both count. Nobody is asked to choose. */
const Compared = ({ view, history }: { view: PlayableAttempt; history: AttemptHistory }) => {
  const others = history.completed.filter(({ attempt }) => attempt.id !== view.attempt.id);
  const other = others[0];
  const here = pointsOf(view);
  const before = other && pointsOf(other);
  const best = history.best && pointsOf(history.best);
  const times = others.length;
  if (!other || !here || !before) return null;
  return (
    <p className={styles.compared}>
      <Plural
        value={times}
        one={`You did this twice: ${here} here, ${before} the other time. Both count; the best is shown.`}
        other={`You did this # times before. The best was ${best}, this one ${here}. All count; the best is shown.`}
      />
    </p>
  );
};

/** The score, as what was reached. */
export const ScoreCard = ({ played, history }: { played: Played; history: AttemptHistory | undefined }) => {
  const { t } = useLingui();
  const { percent } = useFormat();
  const heading = useRef<HTMLHeadingElement>(null);
  const { view } = played;
  const { attempt, questions, score, standing } = view;
  useEffect(() => heading.current?.focus({ preventScroll: true }), []);
  const results = questions.map((asked) => questionResult(asked, attempt));
  const steps = results.map((result): Step => {
    if (result.kind === 'open') return 'open';
    if (result.kind === 'waiting') return 'answered';
    return result.correct ? 'right' : 'wrong';
  });
  const right = results.filter((result) => result.kind === 'graded' && result.correct).length;
  const count = questions.length;
  const hints = hintsOf(attempt);
  const { earned, possible } = score.kind === 'scored' ? score : { earned: 0, possible: 0 };
  return (
    <Card hero kicker={view.kind === 'ready' ? activityWords[view.activity.kind] : played.title}>
      <h1 ref={heading} tabIndex={-1} className={styles.headline}>
        {score.kind === 'scored' ? wordsFor(score.percent) : <Trans>Done, and kept</Trans>}
      </h1>
      {score.kind === 'scored' ? (
        <>
          <p className={styles.score}>
            <span className={styles.percent}>{percent(score.percent)}</span>
            <span>
              <Trans>
                {earned} of {possible} points
              </Trans>
            </span>
          </p>
          <Steps steps={steps} label={t`${right} of ${count} questions right`} />
        </>
      ) : (
        <p>
          <Trans>
            Your answers are saved on this device. They will be graded when they have been sent; the result then stands
            here.
          </Trans>
        </p>
      )}
      {(standing.overTime || score.kind !== 'scored' || hints > 0) && (
        <p className={styles.tags}>
          {score.kind !== 'scored' && (
            <Tag tone="info" icon="send">
              <Trans>Will be graded when sent</Trans>
            </Tag>
          )}
          {standing.overTime && (
            <Tag tone="accent" icon="clock">
              <Trans>Over time</Trans>
            </Tag>
          )}
          {hints > 0 && (
            <Tag icon="hint">
              <Plural value={hints} one="# hint" other="# hints" />
            </Tag>
          )}
        </p>
      )}
      {history && <Compared view={view} history={history} />}
      <p className={styles.kept}>
        <Icon name="device" />
        {score.kind === 'scored' && score.by === 'server' ? (
          <Trans>Saved on this device and graded by the service.</Trans>
        ) : (
          <Trans>Saved on this device.</Trans>
        )}
      </p>
    </Card>
  );
};
