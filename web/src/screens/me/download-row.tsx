import { Trans, useLingui } from '@lingui/react/macro';
import { useState } from 'react';
import { IconButton } from '../../components/button.tsx';
import { Row } from '../../components/row.tsx';
import { downloadNow, pauseDownload, resumeDownload } from '../../data/commands/manage-downloads.ts';
import { removeDownload } from '../../data/commands/remove-downloads.ts';
import type { DownloadView } from '../../data/queries/downloads.ts';
import { useFormat } from '../../i18n/use-format.ts';
import { RemoveDialog } from '../../shell/remove-dialog.tsx';

interface DownloadRowProps {
  download: DownloadView;
  /** All of the course that is here, its other parts included. */
  courseBytes: number;
}

export const DownloadRow = ({ download, courseBytes }: DownloadRowProps) => {
  const { t } = useLingui();
  const { bytes } = useFormat();
  const [removing, setRemoving] = useState(false);
  const { courseId, courseTitle, scope, partTitle, status, failure, storedBytes, totalBytes } = download;
  const title = partTitle ? `${courseTitle}: ${partTitle}` : courseTitle;
  const [stored, total] = [bytes(storedBytes), bytes(totalBytes)];
  const waits = status === 'wanted' && failure === 'metered';
  const words = {
    wanted: waits ? (
      <Trans>
        Waits for Wi-Fi: {stored} of {total}
      </Trans>
    ) : (
      <Trans>
        Coming: {stored} of {total}
      </Trans>
    ),
    paused: (
      <Trans>
        Paused at {stored} of {total}
      </Trans>
    ),
    done: scope === 'start' ? <Trans>First unit, {total}</Trans> : <Trans>{total}</Trans>,
    failed:
      failure === 'no-room' ? (
        <Trans>
          Not enough room: {stored} of {total} are here
        </Trans>
      ) : (
        <Trans>
          Stopped at {stored} of {total}
        </Trans>
      ),
  };
  return (
    <>
      <Row
        icon={status === 'done' ? 'device' : waits ? 'clock' : 'download'}
        tone={status === 'failed' ? 'accent' : status === 'done' ? 'correct' : 'info'}
        title={title}
        detail={words[status]}
        end={
          <>
            {waits && (
              <IconButton icon="send" label={t`Fetch ${title} now`} onClick={() => void downloadNow(courseId, scope)} />
            )}
            {status === 'wanted' && (
              <IconButton icon="pause" label={t`Pause ${title}`} onClick={() => void pauseDownload(courseId, scope)} />
            )}
            {(status === 'paused' || status === 'failed') && (
              <IconButton icon="play" label={t`Resume ${title}`} onClick={() => void resumeDownload(courseId, scope)} />
            )}
            <IconButton icon="remove" label={t`Remove ${title}`} onClick={() => setRemoving(true)} />
          </>
        }
      />
      <RemoveDialog
        open={removing}
        title={title}
        sizeBytes={scope === 'course' ? courseBytes : storedBytes}
        onClose={() => setRemoving(false)}
        onRemove={() => void removeDownload(courseId, scope).then(() => setRemoving(false))}
      />
    </>
  );
};
