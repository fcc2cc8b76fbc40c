import { useLingui } from '@lingui/react/macro';
import { Skeleton } from '../components/states.tsx';
import { Screen } from './screen.tsx';

/** In place of a screen whose script is on its way. */
export const Opening = () => {
  const { t } = useLingui();
  return (
    <Screen title={undefined}>
      <Skeleton label={t`Opening`} />
    </Screen>
  );
};
