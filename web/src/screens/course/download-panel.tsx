import { Trans, useLingui } from '@lingui/react/macro';
import { useState } from 'react';
import { Button, IconButton } from '../../components/button.tsx';
import { Icon } from '../../components/icon.tsx';
import { ProgressBar } from '../../components/progress-bar.tsx';
import { downloadCourse, pauseDownload, resumeDownload } from '../../data/commands/manage-downloads.ts';
import { removeDownload } from '../../data/commands/remove-downloads.ts';
import type { DownloadState, MediaView } from '../../data/queries/course-view.ts';
import { useFormat } from '../../i18n/use-format.ts';
import { RemoveDialog } from '../../shell/remove-dialog.tsx';
import styles from './course.module.css';
import { MediaDownload } from './media-download.tsx';
import { useDownloadWords } from './use-download-words.ts';

interface DownloadPanelProps {
  courseId: string;
  title: string;
  state: DownloadState;
  sizeBytes: number;
  storedBytes: number;
  media: MediaView | null;
}

/** A course on this device: how large, how far, and every way to change that. */
export const DownloadPanel = ({ courseId, title, state, sizeBytes, storedBytes, media }: DownloadPanelProps) => {
  const { t } = useLingui();
  const { bytes } = useFormat();
  const { report } = useDownloadWords();
  const [removing, setRemoving] = useState(false);
  const get = () => void downloadCourse(courseId).then(report);
  const size = bytes(sizeBytes);
  const stored = bytes(storedBytes);
  const moving = state === 'downloading' || state === 'paused' || state === 'failed';
  return (
    <section className={styles.download} aria-label={t`Download`}>
      <span className={styles.downloadWords}>
        <Icon name={state === 'downloaded' ? 'device' : 'download'} />
        <span role="status">
          {state === 'downloaded' && <Trans>On this device, {size}. It works without a connection.</Trans>}
          {state === 'none' && <Trans>Not on this device yet, {size}.</Trans>}
          {state === 'some' && (
            <Trans>
              Partly on this device: {stored} of {size}.
            </Trans>
          )}
          {state === 'downloading' && (
            <Trans>
              Coming to this device: {stored} of {size}.
            </Trans>
          )}
          {state === 'paused' && (
            <Trans>
              Paused at {stored} of {size}.
            </Trans>
          )}
          {state === 'failed' && (
            <Trans>
              Stopped at {stored} of {size}. What has come is kept.
            </Trans>
          )}
        </span>
        {storedBytes > 0 && <IconButton icon="remove" label={t`Remove`} onClick={() => setRemoving(true)} />}
      </span>
      {/* It stays when what was on its way has come and more is to be had: what is below would else be pushed. */}
      {(moving || state === 'some') && (
        <ProgressBar
          moving={moving}
          value={sizeBytes ? storedBytes / sizeBytes : 0}
          label={t`Download of ${title}`}
          tone="accent"
        />
      )}
      <span className={styles.downloadActions}>
        {(state === 'none' || state === 'some') && (
          <Button look="quiet" icon="download" onClick={get}>
            {state === 'some' ? <Trans>Download the rest</Trans> : <Trans>Download</Trans>}
          </Button>
        )}
        {state === 'downloading' && (
          <Button look="quiet" icon="pause" onClick={() => void pauseDownload(courseId)}>
            <Trans>Pause</Trans>
          </Button>
        )}
        {(state === 'paused' || state === 'failed') && (
          <Button look="quiet" icon="play" onClick={() => void resumeDownload(courseId)}>
            <Trans>Resume</Trans>
          </Button>
        )}
      </span>
      {media && <MediaDownload courseId={courseId} scope="course" title={title} media={media} />}
      <RemoveDialog
        open={removing}
        title={title}
        sizeBytes={storedBytes}
        onClose={() => setRemoving(false)}
        onRemove={() => void removeDownload(courseId).then(() => setRemoving(false))}
      />
    </section>
  );
};
