import { Trans, useLingui } from '@lingui/react/macro';
import { ButtonLink } from '../../components/button.tsx';
import { EmptyState } from '../../components/states.tsx';
import { Screen } from '../../shell/screen.tsx';

export const NotFoundScreen = () => {
  const { t } = useLingui();
  return (
    <Screen title={t`Nothing here`}>
      <EmptyState
        icon="learn"
        title={<Trans>This address leads nowhere</Trans>}
        action={
          <ButtonLink href="/">
            <Trans>Go to Today</Trans>
          </ButtonLink>
        }
      />
    </Screen>
  );
};
