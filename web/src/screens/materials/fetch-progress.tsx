import { Trans, useLingui } from '@lingui/react/macro';
import { Button } from '../../components/button.tsx';
import { ProgressBar } from '../../components/progress-bar.tsx';
import { useFormat } from '../../i18n/use-format.ts';
import styles from './materials.module.css';

interface FetchProgressProps {
  /** 0 while it isn't known. */
  sizeBytes: number;
  received: number;
  /** The service hasn't got it yet. */
  isMissing: boolean;
  onStop?: () => void;
}

/** A file on its way here: it comes by itself, whatever is done meanwhile. */
export const FetchProgress = ({ sizeBytes, received, isMissing, onStop }: FetchProgressProps) => {
  const { t } = useLingui();
  const { bytes } = useFormat();
  const [have, size] = [bytes(received), bytes(sizeBytes)];
  return (
    <div className={styles.notice}>
      <p>
        {isMissing ? (
          <Trans>The device it was added on has not sent it yet. It comes as soon as it has.</Trans>
        ) : received > 0 ? (
          <Trans>
            {have} of {size} are here. It goes on by itself, after any cut, too.
          </Trans>
        ) : (
          <Trans>It comes when there is a connection. You need not wait here.</Trans>
        )}
      </p>
      {received > 0 && sizeBytes > 0 && (
        <ProgressBar moving value={received / sizeBytes} label={t`How much of it is here`} />
      )}
      {onStop && (
        <Button look="plain" onClick={onStop}>
          <Trans>Not now</Trans>
        </Button>
      )}
    </div>
  );
};
