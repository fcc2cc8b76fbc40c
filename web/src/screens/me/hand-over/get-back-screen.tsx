import { Plural, Trans, useLingui } from '@lingui/react/macro';
import { useState } from 'react';
import { useLocation } from 'wouter';
import { Button, ButtonLink } from '../../../components/button.tsx';
import { Section } from '../../../components/page.tsx';
import { EmptyState } from '../../../components/states.tsx';
import { beginAnew, getBack } from '../../../data/commands/get-back.ts';
import { useFormat } from '../../../i18n/use-format.ts';
import { Screen } from '../../../shell/screen.tsx';
import { useLost } from '../../../ui-state/lost.ts';
import { sendNow } from '../../../ui-state/send-now.ts';
import { showToast } from '../../../ui-state/toasts.ts';
import styles from './hand-over.module.css';

/** What the service had when this browser lost its store, what it had not, and the ways back. */
export const GetBackScreen = () => {
  const { t } = useLingui();
  const { dayAndTime } = useFormat();
  const [, navigate] = useLocation();
  const { note, former } = useLost();
  const [message, setMessage] = useState('');
  const name = former?.name || note?.name;
  const handleBack = async () => {
    setMessage(t`Asking for it…`);
    const outcome = await getBack();
    if (outcome.kind === 'back') {
      showToast(t`You are back. What you did is on its way here.`);
      return navigate('/');
    }
    setMessage(
      outcome.kind === 'unreachable'
        ? t`This needs a connection to Hornbook. Try again when there is one.`
        : t`The service does not take this browser for yours any more. Use one of the other ways.`,
    );
  };
  const handleAnew = () => {
    beginAnew();
    sendNow();
    navigate('/');
  };
  const back = { href: '/me', place: <Trans>Me</Trans> };
  if (!note && !former)
    return (
      <Screen title={t`Getting work back`} back={back}>
        <EmptyState
          icon="check"
          title={<Trans>Nothing was lost here</Trans>}
          action={
            <ButtonLink look="quiet" href="/me/hand-over">
              <Trans>Put a copy back</Trans>
            </ButtonLink>
          }
        >
          <Trans>
            If you learned on another device or in another browser, join it by a code, or put back a copy you saved.
          </Trans>
        </EmptyState>
      </Screen>
    );
  return (
    <Screen
      title={t`Getting work back`}
      lede={
        <Trans>
          This browser cleared what Hornbook kept: the browser itself may have, for room, or somebody did in its
          settings.
        </Trans>
      }
      back={back}
    >
      <Section title={<Trans>What was saved</Trans>}>
        <div className={styles.part}>
          {former ? (
            <p>
              {name && (
                <>
                  <strong dir="auto">{name}</strong>
                  {': '}
                </>
              )}
              <Trans>
                the service has <Plural value={former.lessons} one="# lesson" other="# lessons" /> and{' '}
                <Plural value={former.attempts} one="# quiz or practice" other="# quizzes and practices" />. It last
                heard of this browser around {dayAndTime(former.lastSeenAt)}.
              </Trans>
            </p>
          ) : (
            <p>
              <Trans>
                Everything that had been sent is with the service. It has not been asked yet: that needs a connection.
              </Trans>
            </p>
          )}
        </div>
      </Section>
      <Section title={<Trans>What was not</Trans>}>
        <div className={styles.part}>
          <p>
            {note ? (
              <Plural
                value={note.unsent}
                _0="When this page was last left, everything had been sent."
                one="When this page was last left, # thing had not been sent. It is gone, unless somebody carries it or you saved a copy."
                other="When this page was last left, # things had not been sent. They are gone, unless somebody carries them or you saved a copy."
              />
            ) : (
              <Trans>
                Whatever had not been sent is gone, unless somebody carries it or you saved a copy. How much that was
                nobody knows any more.
              </Trans>
            )}
          </p>
        </div>
      </Section>
      <Section title={<Trans>Ways back</Trans>}>
        <div className={styles.part}>
          <div className={styles.buttons}>
            {former && (
              <Button onClick={() => void handleBack()}>
                <Trans>Get it back here</Trans>
              </Button>
            )}
            <ButtonLink look="quiet" href="/join">
              <Trans>Join another device of mine</Trans>
            </ButtonLink>
            <ButtonLink look="quiet" href="/me/hand-over">
              <Trans>Put a copy back</Trans>
            </ButtonLink>
          </div>
          <p role="status">{message}</p>
          <p className={styles.quiet}>
            <Trans>
              Or somebody else learns here now: then begin anew. Nothing of the work of before is deleted by that, but
              this browser forgets how to get it.
            </Trans>
          </p>
          <div>
            <Button look="plain" onClick={handleAnew}>
              <Trans>Begin anew</Trans>
            </Button>
          </div>
        </div>
      </Section>
    </Screen>
  );
};
