import { Trans } from '@lingui/react/macro';
import { Button } from '../../../components/button.tsx';
import { Icon } from '../../../components/icon.tsx';
import { useFormat } from '../../../i18n/use-format.ts';
import styles from './media.module.css';

interface MissingMediaProps {
  title: string;
  sizeBytes: number;
  /** It lies on this device and does not play all the same. */
  stored: boolean;
  /** It is on its way. */
  coming: boolean;
  onDownload: () => void;
  onAgain: () => void;
}

/** In the place of a player that can't play: what is missing, and what helps. */
export const MissingMedia = ({ title, sizeBytes, stored, coming, onDownload, onAgain }: MissingMediaProps) => {
  const { bytes } = useFormat();
  const size = bytes(sizeBytes);
  return (
    <div className={styles.missing} role="status">
      <Icon name={stored ? 'attention' : 'download'} />
      <p>
        {stored ? (
          <Trans>“{title}” is on this device but can’t be played. Fetching it again may help.</Trans>
        ) : coming ? (
          <Trans>
            “{title}” is on its way to this device, {size}. It will play as soon as it is here.
          </Trans>
        ) : (
          <Trans>
            “{title}” is not on this device, and there is no connection to play it from. Its words are below; it comes
            when there is a connection: {size}.
          </Trans>
        )}
      </p>
      <span className={styles.missingActions}>
        {!coming && (
          <Button look="quiet" icon="download" onClick={onDownload}>
            <Trans>Download</Trans>
          </Button>
        )}
        <Button look="plain" icon="play" onClick={onAgain}>
          <Trans>Try again</Trans>
        </Button>
      </span>
    </div>
  );
};
