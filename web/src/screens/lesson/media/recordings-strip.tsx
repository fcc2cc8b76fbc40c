import { Trans, useLingui } from '@lingui/react/macro';
import type { ReactNode } from 'react';
import { Button } from '../../../components/button.tsx';
import { Icon, type IconName } from '../../../components/icon.tsx';
import { ProgressBar } from '../../../components/progress-bar.tsx';
import { downloadNow } from '../../../data/commands/manage-downloads.ts';
import { useFormat } from '../../../i18n/use-format.ts';
import styles from './media.module.css';
import type { LessonFiles } from './use-lesson-files.ts';

/** Whether a lesson's sound and videos are on this device, in one line, with the one thing that can be done about it. */
export const RecordingsStrip = ({ courseId, files }: { courseId: string; files: LessonFiles }) => {
  const { t } = useLingui();
  const { bytes } = useFormat();
  const { download, sizeBytes, storedBytes, waitsForNetwork } = files;
  const [size, stored] = [bytes(sizeBytes), bytes(storedBytes)];
  const moving = download === 'downloading' || download === 'paused' || download === 'failed';
  const step: { icon: IconName; words: ReactNode; onClick: () => void } =
    download === 'paused' || download === 'failed'
      ? { icon: 'play', words: <Trans>Resume</Trans>, onClick: files.resume }
      : download !== 'downloading'
        ? { icon: 'download', words: <Trans>Keep here</Trans>, onClick: () => void files.fetch() }
        : waitsForNetwork
          ? {
              icon: 'download',
              words: <Trans>Fetch now all the same</Trans>,
              onClick: () => void downloadNow(courseId, files.scope),
            }
          : { icon: 'pause', words: <Trans>Pause</Trans>, onClick: files.pause };
  return (
    <section className={styles.strip} aria-label={t`Sound and video`}>
      <Icon name={download === 'downloaded' ? 'device' : 'download'} />
      <span role="status" className={styles.stripWords}>
        {download === 'downloaded' && <Trans>Sound and video are on this device, {size}.</Trans>}
        {(download === 'none' || download === 'some') && (
          <Trans>Sound and video play while there is a connection. To have them always: {size}.</Trans>
        )}
        {download === 'downloading' &&
          (waitsForNetwork ? (
            <Trans>Sound and video wait for Wi-Fi, {size}.</Trans>
          ) : (
            <Trans>
              Sound and video are coming: {stored} of {size}.
            </Trans>
          ))}
        {download === 'paused' && (
          <Trans>
            Sound and video are paused at {stored} of {size}.
          </Trans>
        )}
        {download === 'failed' && (
          <Trans>
            Sound and video stopped at {stored} of {size}. What has come is kept.
          </Trans>
        )}
      </span>
      {moving && (
        <ProgressBar moving value={sizeBytes ? storedBytes / sizeBytes : 0} label={t`Download`} tone="accent" />
      )}
      {/* One button as long as there is something to fetch, so that it keeps the focus; to remove it all is another one. */}
      {download !== 'downloaded' && (
        <Button look="quiet" icon={step.icon} onClick={step.onClick}>
          {step.words}
        </Button>
      )}
      {download === 'downloaded' && (
        <Button look="plain" icon="remove" onClick={() => void files.remove()}>
          <Trans>Remove</Trans>
        </Button>
      )}
    </section>
  );
};
