import { Trans } from '@lingui/react/macro';
import { Button } from '../components/button.tsx';
import { useAppUpdate } from '../ui-state/app-update.ts';
import styles from './frame.module.css';

/** What a learner is told whatever the screen, but never in the middle of a question: a new version waits. */
export const Notices = () => {
  const { ready, busy, apply } = useAppUpdate();
  return (
    <div role="status" className={styles.notices}>
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
