import type { Activity } from '@hornbook/shared/content/pack.ts';
import { Plural, Trans, useLingui } from '@lingui/react/macro';
import { type ReactNode, useState } from 'react';
import { useLocation } from 'wouter';
import { Button } from '../../components/button.tsx';
import { ChoiceGroup } from '../../components/choice-group.tsx';
import { HtmlBlock } from '../../components/html-block.tsx';
import { Icon, type IconName } from '../../components/icon.tsx';
import { Tag } from '../../components/tag.tsx';
import { extendTimeLimit, switchOffTimeLimit } from '../../data/commands/take-attempt.ts';
import type { AttemptHistory } from '../../data/queries/attempts.ts';
import type { ActivityResult } from '../../data/queries/lessons.ts';
import { activityWords, difficultyWords, Questions } from '../../i18n/words.tsx';
import { Screen } from '../../shell/screen.tsx';
import { EarlierAttempts } from '../attempts/earlier-attempts.tsx';
import { startAttemptOnce } from './start-attempt-once.ts';
import styles from './start-page.module.css';

const minuteMs = 60_000;
type Time = 'author' | 'double' | 'none';

const Fact = ({ icon, children }: { icon: IconName; children: ReactNode }) => (
  <li className={styles.fact}>
    <Icon name={icon} />
    <span>{children}</span>
  </li>
);

const manner: Record<Activity['kind'], ReactNode> = {
  practice: <Trans>You see after each question what is right. Hints are there when you want them.</Trans>,
  quiz: <Trans>You see at the end what is right, and why.</Trans>,
  test: <Trans>No hints. You can go back to earlier questions until you finish.</Trans>,
  challenge: <Trans>Mixed and harder. You see at the end what is right, and why.</Trans>,
};

const TimeChoice = ({ limitMs, time, onChoose }: { limitMs: number; time: Time; onChoose: (time: Time) => void }) => {
  const minutes = Math.round(limitMs / minuteMs);
  const twice = minutes * 2;
  return (
    <ChoiceGroup
      legend={<Trans>Time</Trans>}
      hint={<Trans>When it ends, nothing is sent or locked: you go on, and the attempt is marked “over time”.</Trans>}
      name="time"
      options={[
        { value: 'author', label: <Plural value={minutes} one="# minute" other="# minutes" /> },
        { value: 'double', label: <Plural value={twice} one="# minute" other="# minutes" /> },
        { value: 'none', label: <Trans>No limit</Trans> },
      ]}
      value={time}
      onChoose={onChoose}
    />
  );
};

interface StartPageProps {
  view: Extract<ActivityResult, { kind: 'ready' }>;
  history: AttemptHistory;
}

/** Before the start: what it will be like, how long it may take, and what came of it before. */
export const StartPage = ({ view, history }: StartPageProps) => {
  const { t } = useLingui();
  const [, navigate] = useLocation();
  const [time, setTime] = useState<Time>('author');
  const [problem, setProblem] = useState(false);
  const { activity, entry, place } = view;
  const { timeLimitMs } = activity;
  const stopped = history.open;

  const start = async () => {
    const outcome = await startAttemptOnce(entry.courseId, activity.id);
    if (outcome.kind !== 'started' && outcome.kind !== 'resumed') return setProblem(true);
    if (outcome.kind === 'started' && timeLimitMs !== null) {
      if (time === 'double') await extendTimeLimit(outcome.attemptId, timeLimitMs);
      if (time === 'none') await switchOffTimeLimit(outcome.attemptId);
    }
    navigate(`/attempts/${outcome.attemptId}`, { replace: true });
  };

  return (
    <Screen
      title={activity.title}
      focused
      back={
        place.lesson
          ? { href: `/learn/${entry.slug}/lessons/${place.lesson.id}`, place: place.lesson.title }
          : { href: `/learn/${entry.slug}`, place: entry.title }
      }
      lede={
        <span className={styles.tags}>
          <Tag tone="accent">{activityWords[activity.kind]}</Tag>
          <Tag>{difficultyWords[activity.difficulty]}</Tag>
          <Tag icon="quiz">
            <Questions count={activity.questionCount} />
          </Tag>
        </span>
      }
      bottom={
        <>
          <Button wide onClick={() => void start()}>
            {history.completed.length > 0 ? <Trans>Try again</Trans> : <Trans>Start</Trans>}
          </Button>
          {stopped && (
            <Button look="plain" wide onClick={() => navigate(`/attempts/${stopped.attempt.id}`)}>
              <Trans>Go on with the one you stopped</Trans>
            </Button>
          )}
        </>
      }
    >
      {timeLimitMs !== null && <TimeChoice limitMs={timeLimitMs} time={time} onChoose={setTime} />}
      {activity.instructionsHtml && <HtmlBlock html={activity.instructionsHtml} lang={entry.language} />}
      <ul className={styles.facts}>
        <Fact icon={activity.kind === 'practice' ? 'hint' : 'lesson'}>{manner[activity.kind]}</Fact>
        {activity.gradedOn === 'server' && (
          <Fact icon="send">
            <Trans>Its answers are not on this device: it will be graded when it has been sent.</Trans>
          </Fact>
        )}
        <Fact icon="device">
          <Trans>Every answer is saved on this device at once. You can leave and go on later.</Trans>
        </Fact>
      </ul>
      <p role="alert">
        {problem && t`It could not be begun: there is no room to keep your answers. Make some room, then try again.`}
      </p>
      {history.completed.length > 0 && (
        <EarlierAttempts
          title={<Trans>Before</Trans>}
          history={history}
          href={`/play/${entry.slug}/${activity.id}/attempts`}
        />
      )}
    </Screen>
  );
};
