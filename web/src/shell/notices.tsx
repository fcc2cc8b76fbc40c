import { Trans } from '@lingui/react/macro';
import { lazy, Suspense } from 'react';
import { useLocation } from 'wouter';
import { Button, ButtonLink } from '../components/button.tsx';
import { useKeepsNothing } from '../data/connections.ts';
import { useUnkept } from '../data/queries/drafts.ts';
import { useProfile } from '../data/queries/learner.ts';
import { loadLateWords } from '../i18n/activate.ts';
import { useAppUpdate } from '../ui-state/app-update.ts';
import { useLost } from '../ui-state/lost.ts';
import styles from './frame.module.css';

const DeletionNotice = lazy(async () => {
  const [{ DeletionNotice }] = await Promise.all([import('./deletion-notice.tsx'), loadLateWords()]);
  return { default: DeletionNotice };
});

const UnkeptNotice = lazy(async () => {
  const [{ UnkeptNotice }] = await Promise.all([import('./unkept-notice.tsx'), loadLateWords()]);
  return { default: UnkeptNotice };
});

/** What a learner is told whatever the screen, but never in the middle of a question: a new version waits. */
export const Notices = () => {
  const { ready, busy, apply } = useAppUpdate();
  const keepsNothing = useKeepsNothing();
  const [path] = useLocation();
  const erasesAt = useProfile()?.erasesAt ?? null;
  const isUnkept = useUnkept() !== null;
  const lost = useLost(({ note, former }) => note !== null || former !== null);
  return (
    <div role="status" className={styles.notices}>
      {keepsNothing && !busy && (
        <div className={styles.notice}>
          <p>
            <Trans>This browser lets Hornbook keep nothing: what you do here is gone when you close it.</Trans>
          </p>
        </div>
      )}
      {isUnkept && !busy && (
        <Suspense>
          <UnkeptNotice />
        </Suspense>
      )}
      {lost && !busy && path !== '/me/back' && (
        <div className={styles.notice}>
          <p>
            <Trans>This browser was cleared: what Hornbook kept here is gone. Much of it can be had back.</Trans>
          </p>
          <ButtonLink look="quiet" href="/me/back">
            <Trans>See what, and how</Trans>
          </ButtonLink>
        </div>
      )}
      {erasesAt !== null && !busy && path !== '/me/account' && (
        <Suspense>
          <DeletionNotice erasesAt={erasesAt} />
        </Suspense>
      )}
      {ready && !busy && (
        <div className={styles.notice}>
          <p>
            <Trans>A new version of Hornbook is ready.</Trans>
          </p>
          <Button look="quiet" onClick={apply}>
            <Trans>Use it now</Trans>
          </Button>
        </div>
      )}
    </div>
  );
};
