import { Trans, useLingui } from '@lingui/react/macro';
import { ButtonLink } from '../../components/button.tsx';
import { Section } from '../../components/page.tsx';
import { Rows } from '../../components/row.tsx';
import { EmptyState, MissingState, Skeleton } from '../../components/states.tsx';
import { useCatalogue } from '../../data/queries/courses.ts';
import { useProfile } from '../../data/queries/learner.ts';
import { useToday } from '../../data/queries/today.ts';
import { Screen } from '../../shell/screen.tsx';
import { StudyWeek } from '../../shell/study-week.tsx';
import { GoalPicker } from './goal-picker.tsx';
import { partOfDay } from './part-of-day.ts';
import { PlanRow } from './plan-row.tsx';
import { Primary } from './primary.tsx';

export const TodayScreen = () => {
  const { t } = useLingui();
  const today = useToday();
  const catalogue = useCatalogue();
  const profile = useProfile();
  const greetings = {
    morning: t`Good morning`,
    afternoon: t`Good afternoon`,
    evening: t`Good evening`,
    night: t`Still up`,
  };
  const greeting = greetings[partOfDay(new Date().getHours())];
  const name = profile?.displayName;
  if (!today || !profile || catalogue.kind === 'loading') {
    return (
      <Screen title={greeting}>
        <Skeleton label={t`Fetching your day from this device`} />
      </Screen>
    );
  }
  if (catalogue.kind === 'missing') {
    return (
      <Screen title={t`Welcome to Hornbook`}>
        <MissingState title={<Trans>The courses are not here yet</Trans>}>
          <Trans>They arrive with the first connection, all by themselves. After that you can learn without one.</Trans>
        </MissingState>
      </Screen>
    );
  }
  if (today.enrolled === 0 && today.entries.length === 0) {
    return (
      <Screen
        title={t`What would you like to be able to do?`}
        lede={<Trans>Pick one to begin with. No account, no sign-up; you can change it any time.</Trans>}
      >
        <GoalPicker courses={catalogue.courses} />
      </Screen>
    );
  }
  const [first, ...others] = today.entries;
  return (
    <Screen title={name ? `${greeting}, ${name}` : greeting}>
      {first ? (
        <Primary entry={first} then={others[0]} />
      ) : (
        <EmptyState
          icon="check"
          title={<Trans>All done</Trans>}
          action={
            <ButtonLink href="/learn">
              <Trans>Find another course</Trans>
            </ButtonLink>
          }
        >
          <Trans>
            You have finished what you took. Your skills are under Practice; they will tell you when they fade.
          </Trans>
        </EmptyState>
      )}
      {others.length > 0 && (
        <Section title={<Trans>Also for today</Trans>}>
          <Rows>
            {others.map((entry) => (
              <PlanRow
                key={`${entry.kind}/${entry.kind === 'review' ? entry.skill.skillId : entry.title}`}
                entry={entry}
              />
            ))}
          </Rows>
        </Section>
      )}
      <StudyWeek />
    </Screen>
  );
};
