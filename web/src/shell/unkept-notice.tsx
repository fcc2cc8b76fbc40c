import { Trans } from '@lingui/react/macro';
import { type ReactNode, useEffect } from 'react';
import { ButtonLink } from '../components/button.tsx';
import { useUnkept } from '../data/queries/drafts.ts';
import styles from './frame.module.css';

/** That something typed is not stored, why, and what to do about it. While it is so, the browser asks before it closes the page. */
export const UnkeptNotice = ({ children }: { children?: ReactNode }) => {
  const reason = useUnkept();
  useEffect(() => {
    if (reason === null) return;
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    addEventListener('beforeunload', ask);
    return () => removeEventListener('beforeunload', ask);
  }, [reason]);
  if (reason === null) return null;
  return (
    <div className={`${styles.notice} ${styles.trouble}`}>
      <p>
        {reason === 'no-room' ? (
          <Trans>
            No room left on this device: what you typed last is only here while Hornbook stays open. Make room, and it
            is kept by itself.
          </Trans>
        ) : (
          <Trans>
            This browser could not keep what you typed last: it is only here while Hornbook stays open. It is tried
            again every few seconds.
          </Trans>
        )}
      </p>
      <div className={styles.choices}>
        {reason === 'no-room' && (
          <ButtonLink look="quiet" href="/me/downloads">
            <Trans>Make room</Trans>
          </ButtonLink>
        )}
        {children}
      </div>
    </div>
  );
};
