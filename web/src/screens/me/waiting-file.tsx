import { previewOf } from '@hornbook/shared/blobs/media-type.ts';
import { Trans, useLingui } from '@lingui/react/macro';
import { useState } from 'react';
import { Button } from '../../components/button.tsx';
import { ProgressBar } from '../../components/progress-bar.tsx';
import { Row } from '../../components/row.tsx';
import { sendFileAgain } from '../../data/commands/keep-files.ts';
import type { UnsentFile } from '../../data/queries/files.ts';
import { useFormat } from '../../i18n/use-format.ts';
import styles from './me.module.css';

/** "Photo: leaf.jpg" */
const FileTitle = ({ file: { mediaType, name } }: { file: UnsentFile }) => {
  switch (previewOf(mediaType)) {
    case 'picture':
      return <Trans>Picture: {name}</Trans>;
    case 'audio':
      return <Trans>Sound: {name}</Trans>;
    case 'video':
      return <Trans>Video: {name}</Trans>;
    case 'pdf':
    case 'text':
    case 'other':
      return <Trans>File: {name}</Trans>;
  }
};

/** A file on its way to the service: what it costs to send, and how much of it has gone. */
export const WaitingFile = ({ file }: { file: UnsentFile }) => {
  const { t } = useLingui();
  const { bytes, dayAndTime } = useFormat();
  const { name, sizeBytes, sentBytes, since } = file;
  const [size, sent] = [bytes(sizeBytes), bytes(sentBytes)];
  return (
    <Row
      icon="storage"
      tone="quiet"
      title={<FileTitle file={file} />}
      detail={
        sentBytes === 0 ? (
          <Trans>
            {size} · since {dayAndTime(since)}
          </Trans>
        ) : (
          <>
            <Trans>
              {sent} of {size} are sent
            </Trans>
            <ProgressBar moving value={sentBytes / sizeBytes} label={t`How much of ${name} is sent`} />
          </>
        )
      }
    />
  );
};

/** A file the service does not take as it is: it stays here, and nothing of it is lost. */
export const RefusedFile = ({ file }: { file: UnsentFile }) => {
  const { bytes } = useFormat();
  const [trying, setTrying] = useState(false);
  const size = bytes(file.sizeBytes);
  const again = () => {
    setTrying(true);
    void sendFileAgain(file.sha256).finally(() => setTrying(false));
  };
  return (
    <div className={styles.item}>
      <h3>
        <FileTitle file={file} />
      </h3>
      <p className={styles.quiet}>
        {file.refusal === 'no-room' ? (
          <Trans>
            The service has no more room for your files; this one has {size}. It stays on this device. Delete files you
            no longer need, then try again.
          </Trans>
        ) : file.refusal === 'lost' ? (
          <Trans>This browser cleared the file before it could be sent. If you still have it, add it again.</Trans>
        ) : file.refusal === 'too-large' ? (
          <Trans>The service does not take files of {size}. It stays on this device.</Trans>
        ) : (
          <Trans>The file was damaged on its way, twice. It stays on this device; try again on another network.</Trans>
        )}
      </p>
      {file.refusal !== 'lost' && (
        <div className={styles.actions}>
          <Button look="quiet" icon="send" disabled={trying} onClick={again}>
            <Trans>Try again</Trans>
          </Button>
        </div>
      )}
    </div>
  );
};
