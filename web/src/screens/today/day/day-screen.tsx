import { Plural, Trans, useLingui } from '@lingui/react/macro';
import { useRef, useState } from 'react';
import { ButtonLink } from '../../../components/button.tsx';
import { Section } from '../../../components/page.tsx';
import { Rows } from '../../../components/row.tsx';
import { EmptyState, Skeleton } from '../../../components/states.tsx';
import { Steps } from '../../../components/steps.tsx';
import { type DayEntry, type DayPlan, useDayPlan } from '../../../data/queries/day-plan.ts';
import { useProfile } from '../../../data/queries/learner.ts';
import { useLearningRecord } from '../../../data/queries/learning-record.ts';
import { Minutes } from '../../../i18n/words.tsx';
import { Screen } from '../../../shell/screen.tsx';
import { StudyWeek } from '../../../shell/study-week.tsx';
import styles from './day.module.css';
import { DayStrip } from './day-strip.tsx';
import { EntrySheet } from './entry-sheet.tsx';
import { partOfDay } from './part-of-day.ts';
import { AsideRow, DoneRow, PlanRow } from './plan-row.tsx';
import { Primary } from './primary.tsx';

const keyOf = ({ kind, target }: DayEntry): string => `${kind}/${target}`;
const minutesOf = (entries: readonly DayEntry[]): number => entries.reduce((sum, { minutes }) => sum + minutes, 0);

const AllDone = ({ plan }: { plan: DayPlan }) =>
  plan.courses === 0 ? (
    <EmptyState
      icon="check"
      title={<Trans>All done</Trans>}
      action={
        <ButtonLink href="/learn">
          <Trans>Find another course</Trans>
        </ButtonLink>
      }
    >
      <Trans>You have finished what you took. Your skills are under Practice; they will tell you when they fade.</Trans>
    </EmptyState>
  ) : (
    <EmptyState
      icon="check"
      title={<Trans>That was today</Trans>}
      action={
        <ButtonLink href="/practice" look="quiet">
          <Trans>A little more</Trans>
        </ButtonLink>
      }
    >
      {plan.aside.length > 0 ? (
        <Trans>Nothing is left for today but what you put aside. What comes next will be here tomorrow.</Trans>
      ) : (
        <Trans>Your minutes for today are full. What comes next will be here tomorrow.</Trans>
      )}
    </EmptyState>
  );

/** The day: one thing to do now, what else there is, and what was done. */
export const DayScreen = () => {
  const { t } = useLingui();
  const plan = useDayPlan();
  const record = useLearningRecord();
  const name = useProfile()?.displayName;
  const [asked, setAsked] = useState<DayEntry | null>(null);
  const list = useRef<HTMLDivElement>(null);
  const greetings = {
    morning: t`Good morning`,
    afternoon: t`Good afternoon`,
    evening: t`Good evening`,
    night: t`Still up`,
  };
  const greeting = greetings[partOfDay(new Date().getHours())];
  if (!plan || !record)
    return (
      <Screen title={greeting}>
        <Skeleton label={t`Fetching your day from this device`} />
      </Screen>
    );
  const { open, done, aside } = plan;
  const [first, ...others] = open;
  const all = open.length + done.length;
  /** A row goes with its button: go on from the list it was in. */
  const focusList = () => list.current?.focus({ preventScroll: true });
  const handleClose = (changed: boolean) => {
    setAsked(null);
    if (changed) focusList();
  };
  return (
    <Screen title={name ? `${greeting}, ${name}` : greeting}>
      <DayStrip record={record} />
      {first ? <Primary entry={first} then={others[0]} onMore={setAsked} /> : <AllDone plan={plan} />}
      {all > 1 && done.length > 0 && (
        <div className={styles.progress}>
          <Steps
            steps={[...done.map(() => 'right' as const), ...open.map(() => 'open' as const)]}
            label={t`${done.length} of ${all} done`}
          />
          <p aria-hidden="true">
            <Trans>
              {done.length} of {all} done
            </Trans>
          </p>
        </div>
      )}
      <div ref={list} tabIndex={-1} className={styles.lists}>
        {others.length > 0 && (
          <Section title={<Trans>Also for today</Trans>} end={<Minutes count={minutesOf(others)} />}>
            <Rows>
              {others.map((entry) => (
                <PlanRow key={keyOf(entry)} entry={entry} onMore={setAsked} />
              ))}
            </Rows>
          </Section>
        )}
        {done.length > 0 && (
          <Section title={<Trans>Done today</Trans>}>
            <Rows>
              {done.map((entry) => (
                <DoneRow key={keyOf(entry)} entry={entry} onTakeBack={focusList} />
              ))}
            </Rows>
          </Section>
        )}
        {aside.length > 0 && (
          <Section title={<Trans>Put aside</Trans>}>
            <Rows>
              {aside.map((entry) => (
                <AsideRow key={keyOf(entry)} entry={entry} onTakeBack={focusList} />
              ))}
            </Rows>
          </Section>
        )}
      </div>
      {plan.fading > 3 && (
        <ButtonLink href="/practice" look="plain">
          <Plural value={plan.fading} one="# skill is fading" other="# skills are fading" />
        </ButtonLink>
      )}
      <StudyWeek />
      <ButtonLink href="/me/how" look="plain">
        <Trans>How Hornbook decides</Trans>
      </ButtonLink>
      <EntrySheet entry={asked} onClose={handleClose} />
    </Screen>
  );
};
