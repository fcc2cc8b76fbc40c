import type { Invitation } from '@hornbook/shared/authoring/authors-protocol.ts';
import { Trans, useLingui } from '@lingui/react/macro';
import { useEffect, useState } from 'react';
import { Link } from 'wouter';
import { Button } from '../../components/button.tsx';
import { Section } from '../../components/page.tsx';
import { acceptInvitation, declineInvitation, fetchInvitations } from '../../data/commands/course-authors.ts';
import type { AuthoringAnswer } from '../../data/commands/publish-course.ts';
import { useSyncStatus } from '../../data/queries/sync-status.ts';
import { sendNow } from '../../ui-state/send-now.ts';
import { AnswerWords } from './answer-words.tsx';
import styles from './desk.module.css';
import { useRetry } from './use-retry.ts';

/** Courses that others ask this author to write with them; nothing where there are none, or no connection to hear of any. */
export const InvitationList = () => {
  const { t } = useLingui();
  const connected = useSyncStatus()?.trouble === null;
  const [told, setTold] = useState<Awaited<ReturnType<typeof fetchInvitations>>>();
  const [open, setOpen] = useState<readonly Invitation[]>([]);
  const [said, setSaid] = useState<AuthoringAnswer | { kind: 'accepted'; title: string }>();
  const [isBusy, setIsBusy] = useState(false);
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked when it is opened, and again when a connection is back.
  useEffect(() => {
    let over = false;
    void fetchInvitations().then((answer) => {
      if (!over) setTold(answer);
    });
    return () => {
      over = true;
    };
  }, [connected]);
  useRetry(told, () => void fetchInvitations().then(setTold));
  // One that is lost on its way leaves what is known.
  useEffect(() => {
    if (told?.kind === 'invitations') setOpen(told.invitations);
  }, [told]);
  const answer = async ({ courseId, title }: Invitation, isYes: boolean) => {
    setIsBusy(true);
    setSaid(undefined);
    const came = await (isYes ? acceptInvitation(courseId) : declineInvitation(courseId));
    setIsBusy(false);
    setSaid(isYes && came.kind === 'done' ? { kind: 'accepted', title } : came);
    if (came.kind === 'unreachable' || came.kind === 'too-many') return;
    setOpen((before) => before.filter((one) => one.courseId !== courseId));
    // The course comes by the feed.
    sendNow();
  };
  const words =
    said?.kind === 'accepted' ? (
      <Trans>
        You write it, too, now. <bdi>“{said.title}”</bdi> comes here in a moment.
      </Trans>
    ) : said?.kind === 'unknown' ? (
      <Trans>The question was taken back meanwhile.</Trans>
    ) : (
      said && <AnswerWords answer={said} />
    );
  return (
    <>
      <p role="status">{words}</p>
      {told?.kind === 'invitations' && told.needsConfirming && (
        <p className={styles.quiet}>
          <Trans>
            Other authors can ask you to write with them once you have confirmed your e-mail address:{' '}
            <Link href="/me/account">Account</Link>
          </Trans>
        </p>
      )}
      {open.length > 0 && (
        <Section title={<Trans>You are asked to write with others</Trans>}>
          <ul className={styles.items}>
            {open.map((invitation) => {
              const title = invitation.title || t`Without a title`;
              const asks = invitation.name || invitation.email || t`An author without a name`;
              return (
                <li key={invitation.courseId} className={styles.item}>
                  <span className={styles.person}>
                    <span>
                      <bdi>{title}</bdi>
                    </span>
                    <span className={styles.quiet}>
                      <Trans>
                        <bdi>{asks}</bdi> asks you
                      </Trans>
                      {invitation.email && invitation.email !== asks && (
                        <>
                          {' · '}
                          <bdi>{invitation.email}</bdi>
                        </>
                      )}
                    </span>
                  </span>
                  <span className={styles.menu}>
                    <Button
                      disabled={isBusy}
                      aria-label={t`Yes, write it with them: ${title}`}
                      onClick={() => void answer(invitation, true)}
                    >
                      <Trans>Yes, write it with them</Trans>
                    </Button>
                    <Button
                      look="quiet"
                      disabled={isBusy}
                      aria-label={t`No: ${title}`}
                      onClick={() => void answer(invitation, false)}
                    >
                      <Trans>No</Trans>
                    </Button>
                  </span>
                </li>
              );
            })}
          </ul>
          <p className={styles.quiet}>
            <Trans>
              Saying yes, you get a copy of the course, and they see your name, your address and what you write in it.
            </Trans>
          </p>
        </Section>
      )}
    </>
  );
};
