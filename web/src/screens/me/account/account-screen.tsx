import { Trans, useLingui } from '@lingui/react/macro';
import { useEffect, useState } from 'react';
import { Button } from '../../../components/button.tsx';
import { Section } from '../../../components/page.tsx';
import { Row, Rows } from '../../../components/row.tsx';
import { Skeleton } from '../../../components/states.tsx';
import { fetchAccount } from '../../../data/commands/use-account.ts';
import { Screen } from '../../../shell/screen.tsx';
import { back } from '../back.tsx';
import { SignOut } from '../sign-out.tsx';
import styles from './account.module.css';
import { DeleteAll } from './delete-all.tsx';
import { MakeAccount } from './make-account.tsx';
import { OwnAccount } from './own-account.tsx';
import { SignIn } from './sign-in.tsx';
import { useAccountWords } from './use-account-words.ts';

type Asked = Awaited<ReturnType<typeof fetchAccount>>;

/** An account, for whoever wants one: what it is good for, and the ways to make it or come in. */
export const AccountScreen = () => {
  const { t } = useLingui();
  const words = useAccountWords();
  const [asked, setAsked] = useState<Asked>();
  const load = async () => setAsked(await fetchAccount());
  useEffect(() => {
    void fetchAccount().then(setAsked);
  }, []);
  const deletion = ({ erasesAt, account }: { erasesAt: number | null; account: object | null }) => (
    <DeleteAll erasesAt={erasesAt} hasAccount={account !== null} onChanged={load} />
  );
  return (
    <Screen
      title={t`Account`}
      lede={<Trans>You can learn without one. An account is a way in when none of your devices is at hand.</Trans>}
      back={back}
    >
      {!asked ? (
        <Skeleton label={t`Asking the service about your account`} />
      ) : asked.kind !== 'done' ? (
        <div className={styles.part}>
          <p role="status">{words(asked)}</p>
          <div>
            <Button look="quiet" onClick={() => void load()}>
              <Trans>Try again</Trans>
            </Button>
          </div>
        </div>
      ) : (
        <>
          {asked.value.erasesAt !== null && deletion(asked.value)}
          {asked.value.account ? (
            <OwnAccount account={asked.value.account} sendsMail={asked.value.sendsMail} onChanged={load} />
          ) : (
            <MakeAccount onMade={load} />
          )}
          <Section title={asked.value.account ? <Trans>Another account on this device</Trans> : <Trans>Sign in</Trans>}>
            <SignIn hasAccount={asked.value.account !== null} sendsMail={asked.value.sendsMail} />
          </Section>
          {asked.value.erasesAt === null && deletion(asked.value)}
          <Rows>
            <Row
              href="/me/account/events"
              icon="clock"
              tone="quiet"
              title={<Trans>What happened with my account</Trans>}
              detail={<Trans>Who signed in, which devices came and went</Trans>}
            />
          </Rows>
          <div>
            <SignOut />
          </div>
        </>
      )}
    </Screen>
  );
};
