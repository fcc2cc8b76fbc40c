import { Trans } from '@lingui/react/macro';
import { Button } from '../../components/button.tsx';
import { Icon } from '../../components/icon.tsx';
import { downloadPart, pauseDownload, resumeDownload } from '../../data/commands/manage-downloads.ts';
import type { UnitView } from '../../data/queries/course-view.ts';
import { useFormat } from '../../i18n/use-format.ts';
import styles from './course.module.css';
import { useDownloadWords } from './use-download-words.ts';

/** One unit can come alone: enough for the bus ride, on a full phone. */
export const UnitDownload = ({ courseId, unit }: { courseId: string; unit: UnitView }) => {
  const { bytes } = useFormat();
  const { report } = useDownloadWords();
  const { id } = unit.header;
  const rest = bytes(unit.sizeBytes - unit.storedBytes);
  // In the place of the button that brought it: while units come, what is below them stays where it is.
  if (unit.download === 'downloaded')
    return (
      <p className={styles.unitHere}>
        <Icon name="device" />
        <Trans>This unit is on this device.</Trans>
      </p>
    );
  if (unit.download === 'downloading')
    return (
      <Button look="plain" icon="pause" onClick={() => void pauseDownload(courseId, id)}>
        <Trans>Pause the download of this unit</Trans>
      </Button>
    );
  if (unit.download === 'paused' || unit.download === 'failed')
    return (
      <Button look="plain" icon="play" onClick={() => void resumeDownload(courseId, id)}>
        <Trans>Resume the download of this unit, {rest} to go</Trans>
      </Button>
    );
  return (
    <Button look="plain" icon="download" onClick={() => void downloadPart(courseId, id).then(report)}>
      <Trans>Download this unit, {rest}</Trans>
    </Button>
  );
};
