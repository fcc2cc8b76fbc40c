import { Trans, useLingui } from '@lingui/react/macro';
import { MissingState, Skeleton } from '../../components/states.tsx';
import { useCatalogue } from '../../data/queries/courses.ts';
import { Screen } from '../../shell/screen.tsx';
import { GoalPicker } from './goal-picker.tsx';

/** The first minute: one question. It stands before anything has been fetched or read. */
export const Welcome = () => {
  const { t } = useLingui();
  const catalogue = useCatalogue();
  return (
    <Screen
      title={t`What would you like to be able to do?`}
      lede={<Trans>Pick one to begin with. No account, no sign-up; you can change it any time.</Trans>}
    >
      {catalogue.kind === 'loading' && <Skeleton label={t`Fetching the courses from this device`} />}
      {catalogue.kind === 'missing' && (
        <MissingState title={<Trans>The courses are not here yet</Trans>}>
          <Trans>They arrive with the first connection, all by themselves. After that you can learn without one.</Trans>
        </MissingState>
      )}
      {catalogue.kind === 'ready' && <GoalPicker courses={catalogue.courses} />}
    </Screen>
  );
};
