import { Trans, useLingui } from '@lingui/react/macro';
import { useEffect, useState } from 'react';
import { Row, Rows } from '../../../components/row.tsx';
import { Skeleton } from '../../../components/states.tsx';
import { type AccountEvent, fetchAccountEvents } from '../../../data/commands/use-account.ts';
import { useFormat } from '../../../i18n/use-format.ts';
import { Screen } from '../../../shell/screen.tsx';
import { useAccountWords } from './use-account-words.ts';

/** What the service wrote down about this learner's account, in plain words. */
export const EventsScreen = () => {
  const { t } = useLingui();
  const { dayAndTime } = useFormat();
  const words = useAccountWords();
  const [asked, setAsked] = useState<Awaited<ReturnType<typeof fetchAccountEvents>>>();
  useEffect(() => {
    void fetchAccountEvents().then(setAsked);
  }, []);
  return (
    <Screen
      title={t`What happened with my account`}
      lede={
        <Trans>
          Kept for one year and shown to you alone. If something here was not you, sign that device out and change your
          password.
        </Trans>
      }
      back={{ href: '/me/account', place: <Trans>Account</Trans> }}
    >
      {!asked ? (
        <Skeleton label={t`Asking the service about your account`} />
      ) : asked.kind !== 'done' ? (
        <p role="status">{words(asked)}</p>
      ) : asked.value.events.length === 0 ? (
        <p>
          <Trans>Nothing has happened so far.</Trans>
        </p>
      ) : (
        <Rows>
          {asked.value.events.map((event) => (
            <Row
              key={event.id}
              icon="clock"
              tone="quiet"
              title={<EventWords kind={event.kind} />}
              detail={
                event.deviceName ? (
                  <>
                    {dayAndTime(event.at)} · <bdi>{event.deviceName}</bdi>
                  </>
                ) : (
                  dayAndTime(event.at)
                )
              }
            />
          ))}
        </Rows>
      )}
    </Screen>
  );
};

const EventWords = ({ kind }: { kind: AccountEvent['kind'] }) => {
  switch (kind) {
    case 'account-made':
      return <Trans>An account was made</Trans>;
    case 'signed-in':
      return <Trans>A device signed in with the account</Trans>;
    case 'signed-out':
      return <Trans>A device signed out</Trans>;
    case 'learning-joined':
      return <Trans>What a device had learned without an account came in</Trans>;
    case 'passkey-added':
      return <Trans>A passkey was added</Trans>;
    case 'passkey-removed':
      return <Trans>A passkey was removed</Trans>;
    case 'password-changed':
      return <Trans>The password was changed</Trans>;
    case 'password-reset':
      return <Trans>The password was replaced by a letter’s link</Trans>;
    case 'email-confirmed':
      return <Trans>The e-mail address was confirmed</Trans>;
    case 'device-paired':
      return <Trans>A device was added by a code</Trans>;
    case 'device-revoked':
      return <Trans>A device was signed out from another one</Trans>;
    case 'exported':
      return <Trans>A copy of everything was saved</Trans>;
    case 'deletion-asked':
      return <Trans>Deletion was asked for</Trans>;
    case 'deletion-taken-back':
      return <Trans>Deletion was taken back</Trans>;
    case 'made-author':
      return <Trans>You were made an author</Trans>;
    case 'no-longer-author':
      return <Trans>You are no longer an author</Trans>;
    case 'made-operator':
      return <Trans>You were made an operator of this Hornbook</Trans>;
    case 'no-longer-operator':
      return <Trans>You are no longer an operator of this Hornbook</Trans>;
    default:
      return <Trans>Something this version has no words for</Trans>;
  }
};
