import { Trans, useLingui } from '@lingui/react/macro';
import { useState } from 'react';
import { Button } from '../../components/button.tsx';
import { ProgressBar } from '../../components/progress-bar.tsx';
import { downloadCourse, downloadPart, pauseDownload, resumeDownload } from '../../data/commands/manage-downloads.ts';
import { removeMedia } from '../../data/commands/remove-downloads.ts';
import type { MediaView } from '../../data/queries/course-view.ts';
import { useFormat } from '../../i18n/use-format.ts';
import { RemoveDialog } from '../../shell/remove-dialog.tsx';
import styles from './course.module.css';
import { useDownloadWords } from './use-download-words.ts';

interface MediaDownloadProps {
  courseId: string;
  /** 'course', or a unit's id. */
  scope: string;
  title: string;
  media: MediaView;
}

/** The sound and the videos of a course or a unit: large, never brought by themselves, and removed without the text. */
export const MediaDownload = ({ courseId, scope, title, media }: MediaDownloadProps) => {
  const { t } = useLingui();
  const { bytes } = useFormat();
  const { report } = useDownloadWords();
  const [removing, setRemoving] = useState(false);
  const { download: state, sizeBytes, storedBytes } = media;
  const [size, stored] = [bytes(sizeBytes), bytes(storedBytes)];
  const get = async () =>
    report(
      await (scope === 'course'
        ? downloadCourse(courseId, { withMedia: true })
        : downloadPart(courseId, scope, { withMedia: true })),
    );
  return (
    <div className={styles.media}>
      <span role="status">
        {state === 'downloaded' ? (
          <Trans>Sound and videos: on this device, {size}.</Trans>
        ) : state === 'none' ? (
          <Trans>Sound and videos: {size}, not on this device.</Trans>
        ) : state === 'paused' ? (
          <Trans>
            Sound and videos: paused at {stored} of {size}.
          </Trans>
        ) : state === 'failed' ? (
          <Trans>
            Sound and videos: stopped at {stored} of {size}. What has come is kept.
          </Trans>
        ) : (
          <Trans>
            Sound and videos: {stored} of {size}.
          </Trans>
        )}
      </span>
      {(state === 'downloading' || state === 'paused' || state === 'failed') && (
        <ProgressBar
          moving
          value={sizeBytes ? storedBytes / sizeBytes : 0}
          label={t`Sound and videos of ${title}`}
          tone="accent"
        />
      )}
      <span className={styles.downloadActions}>
        {(state === 'none' || state === 'some') && (
          <Button look="quiet" icon="download" onClick={() => void get()}>
            <Trans>Download sound and videos</Trans>
          </Button>
        )}
        {state === 'downloading' && (
          <Button look="quiet" icon="pause" onClick={() => void pauseDownload(courseId, scope)}>
            <Trans>Pause sound and videos</Trans>
          </Button>
        )}
        {(state === 'paused' || state === 'failed') && (
          <Button look="quiet" icon="play" onClick={() => void resumeDownload(courseId, scope)}>
            <Trans>Resume sound and videos</Trans>
          </Button>
        )}
        {storedBytes > 0 && (
          <Button look="plain" icon="remove" onClick={() => setRemoving(true)}>
            <Trans>Remove sound and videos</Trans>
          </Button>
        )}
      </span>
      <RemoveDialog
        open={removing}
        title={t`Sound and videos of ${title}`}
        sizeBytes={storedBytes}
        onClose={() => setRemoving(false)}
        onRemove={() => void removeMedia(courseId, scope).then(() => setRemoving(false))}
      />
    </div>
  );
};
