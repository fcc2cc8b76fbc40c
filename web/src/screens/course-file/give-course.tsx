import { Trans, useLingui } from '@lingui/react/macro';
import { useEffect, useState } from 'react';
import { Button } from '../../components/button.tsx';
import { ChoiceGroup } from '../../components/choice-group.tsx';
import { Section } from '../../components/page.tsx';
import { type CourseFileMade, makeCourseFile } from '../../data/commands/pass-on-course.ts';
import type { CourseView } from '../../data/queries/course-view.ts';
import { useFormat } from '../../i18n/use-format.ts';
import { showToast } from '../../ui-state/toasts.ts';
import { saveFile } from '../me/save-file.ts';
import styles from './course-file.module.css';
import { shareable, shareCourse } from './share-course.ts';

const notMade: Record<Exclude<CourseFileMade['kind'], 'made'>, React.ReactNode> = {
  unknown: <Trans>This course is not listed any more, so it cannot be passed on.</Trans>,
  incomplete: (
    <Trans>A newer version of it is still on its way to this device. Wait until it is here, then come back.</Trans>
  ),
  unsigned: (
    <Trans>
      Its service has not signed this course for being passed on yet. Connect once, then come back: it is done by
      itself.
    </Trans>
  ),
  'too-large': <Trans>With its sound and videos it is too large for one file. Give it without them.</Trans>,
};

/** What goes into the file, the ways it leaves this device, and what the other person does with it. */
export const GiveCourse = ({ course }: { course: CourseView }) => {
  const { t } = useLingui();
  const { bytes } = useFormat();
  const mediaHere = (course.media?.storedBytes ?? 0) > 0;
  const [withMedia, setWithMedia] = useState(false);
  const [made, setMade] = useState<CourseFileMade | null>(null);
  const { slug } = course.entry;
  // Made beforehand: a share sheet only opens at once after a press.
  useEffect(() => {
    let current = true;
    void makeCourseFile(slug, { withMedia }).then((file) => current && setMade(file));
    return () => {
      current = false;
    };
  }, [slug, withMedia]);
  const file = made?.kind === 'made' ? made.file : null;
  const toShare = file && shareable(file);
  const address = location.host;
  return (
    <>
      <p>
        <Trans>
          The whole course becomes one file. It goes from device to device by Bluetooth, a cable or a memory card, and
          needs no network on either side. Nothing of what you learned is in it.
        </Trans>
      </p>
      {mediaHere && (
        <ChoiceGroup
          legend={<Trans>What goes along</Trans>}
          name="with-media"
          options={[
            { value: 'text', label: <Trans>Text and pictures</Trans> },
            { value: 'all', label: <Trans>Sound and videos too</Trans> },
          ]}
          value={withMedia ? 'all' : 'text'}
          onChoose={(value) => {
            setMade(null);
            setWithMedia(value === 'all');
          }}
        />
      )}
      <p role="status">
        {!made && <Trans>Making the file…</Trans>}
        {file && <Trans>The file is ready: {bytes(file.size)}.</Trans>}
        {made && made.kind !== 'made' && notMade[made.kind]}
      </p>
      {file && (
        <div className={styles.buttons}>
          {toShare && (
            <Button
              icon="send"
              onClick={() => void shareCourse(toShare).then((shared) => shared && showToast(t`Handed over.`))}
            >
              <Trans>Share…</Trans>
            </Button>
          )}
          <Button look={toShare ? 'quiet' : 'action'} icon="export" onClick={() => saveFile(file.name, file)}>
            <Trans>Save as a file</Trans>
          </Button>
        </div>
      )}
      <Section title={<Trans>What the other person does</Trans>}>
        <ol className={styles.steps}>
          <li>
            <Trans>
              They have Hornbook on their device already, from the same address as you: <bdi>{address}</bdi>
            </Trans>
          </li>
          <li>
            <Trans>They take the file: from Bluetooth, a message, a memory card.</Trans>
          </li>
          <li>
            <Trans>In Hornbook they go to Me, then Downloads, and choose “Open a course from a file”.</Trans>
          </li>
          <li>
            <Trans>
              They see what it is and say yes. From then on they learn it without a connection, and can give it on.
            </Trans>
          </li>
        </ol>
      </Section>
    </>
  );
};
