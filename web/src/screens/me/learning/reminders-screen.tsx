import { isQuiet } from '@hornbook/shared/learning/reminder.ts';
import { Trans, useLingui } from '@lingui/react/macro';
import { useEffect, useState } from 'react';
import { Section } from '../../../components/page.tsx';
import { Skeleton } from '../../../components/states.tsx';
import { useSettings } from '../../../data/queries/learner-settings.ts';
import {
  type ReminderOutcome,
  reminderState,
  switchRemindersOff,
  switchRemindersOn,
} from '../../../data/service/reminders.ts';
import { Screen } from '../../../shell/screen.tsx';
import { back } from '../back.tsx';
import styles from './learning.module.css';
import { OnOff } from './on-off.tsx';
import { TimeField } from './time-field.tsx';
import { useKeepSettings } from './use-keep-settings.ts';

const StateWords = ({ state }: { state: ReminderOutcome | undefined }) => {
  switch (state) {
    case 'unsupported':
      return (
        <Trans>This browser can't be reminded. On an iPhone or iPad, put Hornbook on the home screen first.</Trans>
      );
    case 'denied':
      return <Trans>Notifications are blocked for Hornbook. You can allow them in the browser's settings.</Trans>;
    case 'unreachable':
      return <Trans>That takes a connection, just this once. Try again when there is one.</Trans>;
    default:
      return null;
  }
};

/** Everything that speaks up by itself, and how to make it quiet. */
export const RemindersScreen = () => {
  const { t, i18n } = useLingui();
  const settings = useSettings();
  const keep = useKeepSettings();
  const [state, setState] = useState<ReminderOutcome>();
  useEffect(() => {
    reminderState().then(setState, () => setState('unsupported'));
  }, []);
  const handleReminder = async (on: boolean) => {
    const next = on ? await switchRemindersOn(i18n.locale) : await switchRemindersOff();
    setState(next);
    // Switched off here, another device of the learner may still be reminded: the wish is only dropped with all.
    if (next === 'on') void keep({ reminder: true });
  };
  const on = state === 'on' && settings?.reminder === true;
  const silenced = settings && on && isQuiet(settings.reminderMinute, settings);
  return (
    <Screen title={t`Reminders and notices`} lede={<Trans>Nothing speaks up unless you want it to.</Trans>} back={back}>
      {!settings ? (
        <Skeleton label={t`Looking up your choices`} />
      ) : (
        <>
          <Section title={<Trans>A reminder a day</Trans>}>
            <OnOff
              legend={<Trans>Remind me on this device</Trans>}
              hint={
                <Trans>At most one a day, and none on days you have learned already. It says nothing about you.</Trans>
              }
              name="reminder"
              on={on}
              onChange={(next) => void handleReminder(next)}
            />
            <p role="status" className={styles.prose}>
              <StateWords state={state} />
            </p>
            {on && (
              <div className={styles.times}>
                <TimeField
                  label={<Trans>When</Trans>}
                  minute={settings.reminderMinute}
                  onChange={(reminderMinute) => void keep({ reminderMinute })}
                />
                <TimeField
                  label={<Trans>Quiet from</Trans>}
                  minute={settings.quietFrom}
                  onChange={(quietFrom) => void keep({ quietFrom })}
                />
                <TimeField
                  label={<Trans>Quiet until</Trans>}
                  minute={settings.quietTo}
                  onChange={(quietTo) => void keep({ quietTo })}
                />
              </div>
            )}
            {silenced && (
              <p role="status" className={styles.prose}>
                <Trans>This is within your quiet hours: no reminder will come.</Trans>
              </p>
            )}
            {settings.reminder && !on && state !== 'denied' && (
              <p className={styles.prose}>
                <Trans>Another device of yours is reminded.</Trans>
              </p>
            )}
          </Section>
          <Section title={<Trans>Notices in the app</Trans>}>
            <OnOff
              legend={<Trans>Notices</Trans>}
              hint={<Trans>What you reached, what fades, and how your week was.</Trans>}
              name="notices"
              on={settings.notices}
              onChange={(notices) => void keep({ notices })}
            />
            <OnOff
              legend={<Trans>Number on the app's icon</Trans>}
              hint={<Trans>How many notices you have not read, where your system shows it.</Trans>}
              name="badge"
              on={settings.badge}
              onChange={(badge) => void keep({ badge })}
            />
          </Section>
          <Section title={<Trans>Streak and achievements</Trans>}>
            <OnOff
              legend={<Trans>Count days in a row</Trans>}
              name="streak"
              on={settings.streak}
              onChange={(streak) => void keep({ streak })}
            />
            <OnOff
              legend={<Trans>Achievements</Trans>}
              name="achievements"
              on={settings.achievements}
              onChange={(achievements) => void keep({ achievements })}
            />
          </Section>
        </>
      )}
    </Screen>
  );
};
