import { Plural, Trans, useLingui } from '@lingui/react/macro';
import { ButtonLink } from '../../../components/button.tsx';
import { ChoiceGroup } from '../../../components/choice-group.tsx';
import { Icon } from '../../../components/icon.tsx';
import { Section } from '../../../components/page.tsx';
import { Skeleton } from '../../../components/states.tsx';
import { type LearningRecord, useLearningRecord } from '../../../data/queries/learning-record.ts';
import { Screen } from '../../../shell/screen.tsx';
import { back } from '../back.tsx';
import { Figure, Figures } from './figures.tsx';
import styles from './learning.module.css';
import { MonthCalendar } from './month-calendar.tsx';
import { OnOff } from './on-off.tsx';
import { useKeepSettings } from './use-keep-settings.ts';

const goals = [2, 3, 4, 5, 6, 7];

const Daily = ({ record }: { record: LearningRecord }) => {
  const { i18n } = useLingui();
  const { current, longest, activeDays, freezes, rested } = record.streak;
  return (
    <>
      <Figures>
        <Figure value={i18n.number(current)} tone={current > 0 ? 'accent' : undefined}>
          <Plural value={current} one="day in a row" other="days in a row" />
        </Figure>
        <Figure value={i18n.number(longest)}>
          <Trans>longest so far</Trans>
        </Figure>
        <Figure value={i18n.number(activeDays)}>
          <Plural value={activeDays} one="day of learning" other="days of learning" />
        </Figure>
        <Figure value={i18n.number(freezes)}>
          <Plural value={freezes} one="rest day in hand" other="rest days in hand" />
        </Figure>
      </Figures>
      <MonthCalendar
        today={record.today}
        active={new Set(record.days.map(({ localDay }) => localDay))}
        rested={new Set(rested)}
      />
      <ul className={styles.legend}>
        <li>
          <span className={`${styles.swatch} ${styles.dayActive}`}>
            <Icon name="check" />
          </span>
          <Trans>learned</Trans>
        </li>
        <li>
          <span className={`${styles.swatch} ${styles.dayRested}`}>
            <Icon name="pause" />
          </span>
          <Trans>rested: a rest day covered it</Trans>
        </li>
      </ul>
      <p className={styles.prose}>
        <Trans>
          Every seventh day of learning earns a rest day; you hold two at most. They cover a day without learning by
          themselves. Today never breaks anything, and days without a connection count when they arrive.
        </Trans>
      </p>
    </>
  );
};

const Weekly = ({ record }: { record: LearningRecord }) => {
  const { i18n } = useLingui();
  const { current, longest, daysThisWeek, goal } = record.weekly;
  return (
    <>
      <Figures>
        <Figure value={i18n.number(current)} tone={current > 0 ? 'accent' : undefined}>
          <Plural value={current} one="week in a row" other="weeks in a row" />
        </Figure>
        <Figure value={i18n.number(longest)}>
          <Trans>longest so far</Trans>
        </Figure>
        <Figure value={`${i18n.number(daysThisWeek)} / ${i18n.number(goal)}`}>
          <Trans>days this week</Trans>
        </Figure>
      </Figures>
      <MonthCalendar
        today={record.today}
        active={new Set(record.days.map(({ localDay }) => localDay))}
        rested={new Set()}
      />
    </>
  );
};

/** Days of learning, as a learner likes to count them, or not at all. */
export const StreakScreen = () => {
  const { t, i18n } = useLingui();
  const record = useLearningRecord();
  const keep = useKeepSettings();
  const settings = record?.settings;
  return (
    <Screen title={t`Days of learning`} back={back}>
      {!record || !settings ? (
        <Skeleton label={t`Counting days`} />
      ) : (
        <>
          {settings.streak &&
            (settings.streakKind === 'daily' ? <Daily record={record} /> : <Weekly record={record} />)}
          <Section title={<Trans>How to count</Trans>}>
            <OnOff
              legend={<Trans>Count days in a row</Trans>}
              hint={
                <Trans>Switched off, it is shown nowhere. Nothing is lost: switch it on, and it is all there.</Trans>
              }
              name="streak"
              on={settings.streak}
              onChange={(streak) => void keep({ streak })}
            />
            {settings.streak && (
              <ChoiceGroup
                legend={<Trans>By day or by week</Trans>}
                hint={<Trans>By week suits who learns on some days and not on others.</Trans>}
                name="streak-kind"
                value={settings.streakKind}
                onChoose={(streakKind) => void keep({ streakKind })}
                options={[
                  { value: 'daily', label: <Trans>Days in a row</Trans> },
                  { value: 'weekly', label: <Trans>Weeks in a row</Trans> },
                ]}
              />
            )}
            {settings.streak && settings.streakKind === 'weekly' && (
              <ChoiceGroup
                legend={<Trans>Days that make a week count</Trans>}
                name="weekly-goal"
                value={String(settings.weeklyGoal)}
                onChoose={(goal) => void keep({ weeklyGoal: Number(goal) })}
                options={goals.map((goal) => ({ value: String(goal), label: i18n.number(goal) }))}
              />
            )}
          </Section>
          <ButtonLink href="/me/how" look="plain">
            <Trans>How Hornbook decides</Trans>
          </ButtonLink>
        </>
      )}
    </Screen>
  );
};
