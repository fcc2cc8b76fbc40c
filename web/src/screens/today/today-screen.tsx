import { Trans, useLingui } from '@lingui/react/macro';
import { useEffect } from 'react';
import { ButtonLink } from '../../components/button.tsx';
import { Section } from '../../components/page.tsx';
import { Rows } from '../../components/row.tsx';
import { EmptyState, Skeleton } from '../../components/states.tsx';
import { useCatalogue } from '../../data/queries/courses.ts';
import { useProfile } from '../../data/queries/learner.ts';
import { useToday } from '../../data/queries/today.ts';
import { Screen } from '../../shell/screen.tsx';
import { StudyWeek } from '../../shell/study-week.tsx';
import { setPreferences, usePreferences } from '../../ui-state/preferences.ts';
import { partOfDay } from './part-of-day.ts';
import { PlanRow } from './plan-row.tsx';
import { Primary } from './primary.tsx';
import { Welcome } from './welcome.tsx';

export const TodayScreen = () => {
  const { t } = useLingui();
  const today = useToday();
  const catalogue = useCatalogue();
  const profile = useProfile();
  const begun = usePreferences((preferences) => preferences.begun);
  const greetings = {
    morning: t`Good morning`,
    afternoon: t`Good afternoon`,
    evening: t`Good evening`,
    night: t`Still up`,
  };
  const greeting = greetings[partOfDay(new Date().getHours())];
  const name = profile?.displayName;
  const loading = !today || !profile || catalogue.kind === 'loading';
  const newcomer = loading ? !begun : today.enrolled === 0 && today.entries.length === 0;
  useEffect(() => {
    if (!loading && begun === newcomer) setPreferences({ begun: !newcomer });
  }, [loading, newcomer, begun]);
  if (newcomer) return <Welcome catalogue={catalogue} />;
  if (loading) {
    return (
      <Screen title={greeting}>
        <Skeleton label={t`Fetching your day from this device`} />
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
