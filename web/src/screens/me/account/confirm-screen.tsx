import { Trans, useLingui } from '@lingui/react/macro';
import { useEffect, useState } from 'react';
import { ButtonLink } from '../../../components/button.tsx';
import { confirmEmail } from '../../../data/commands/use-account.ts';
import { Screen } from '../../../shell/screen.tsx';

/** Where the link of a letter leads. Its token stands behind the #, and goes no further than the service. */
export const ConfirmScreen = () => {
  const { t } = useLingui();
  const [outcome, setOutcome] = useState<Awaited<ReturnType<typeof confirmEmail>>>();
  useEffect(() => {
    void confirmEmail(location.hash.slice(1)).then(setOutcome);
  }, []);
  return (
    <Screen title={t`Confirm the address`} back={{ href: '/me/account', place: <Trans>Account</Trans> }}>
      <p role="status">
        {!outcome ? (
          <Trans>Asking the service…</Trans>
        ) : outcome.kind === 'done' ? (
          <Trans>The address is confirmed. A forgotten password can now be replaced by a letter to it.</Trans>
        ) : outcome.kind === 'refused' ? (
          <Trans>This link does not work any more. Have another letter sent from the page of your account.</Trans>
        ) : (
          <Trans>This needs a connection to Hornbook. Open the link again when there is one.</Trans>
        )}
      </p>
      <div>
        <ButtonLink href="/me/account">
          <Trans>To the account</Trans>
        </ButtonLink>
      </div>
    </Screen>
  );
};
