import { Trans, useLingui } from '@lingui/react/macro';
import { Link } from 'wouter';
import { Button } from '../../components/button.tsx';
import { Icon } from '../../components/icon.tsx';
import { removeFileFromDevice } from '../../data/commands/keep-files.ts';
import type { FileState } from '../../data/queries/files.ts';
import { showToast } from '../../ui-state/toasts.ts';
import styles from './materials.module.css';

interface FileWhereaboutsProps {
  blobHash: string;
  /** In words: "4 MB". */
  size: string;
  state: Extract<FileState, { kind: 'here' }>;
}

/** Where a file is besides here, and the room it takes: it can be freed once the service has the file. */
export const FileWhereabouts = ({ blobHash, size, state: { upload } }: FileWhereaboutsProps) => {
  const { t } = useLingui();
  const handleRemove = async () => {
    const { kind } = await removeFileFromDevice(blobHash);
    showToast(
      kind === 'removed'
        ? t`Removed from this device. You can get it again.`
        : t`Kept: this device has the only copy until it is sent.`,
    );
  };
  return (
    <div className={styles.whereabouts}>
      <p className={styles.quiet}>
        <Icon name={upload === 'done' ? 'check' : upload === 'refused' ? 'attention' : 'device'} />
        {upload === 'done' ? (
          <Trans>On this device and at the service, {size}</Trans>
        ) : upload === 'refused' ? (
          <span>
            <Trans>On this device only, {size}: the service did not take it.</Trans>{' '}
            <Link href="/me/sync">
              <Trans>See why</Trans>
            </Link>
          </span>
        ) : (
          <Trans>On this device; waits to be sent, {size}</Trans>
        )}
      </p>
      {upload === 'done' && (
        <Button look="plain" icon="remove" onClick={() => void handleRemove()}>
          <Trans>Remove from this device</Trans>
        </Button>
      )}
    </div>
  );
};
