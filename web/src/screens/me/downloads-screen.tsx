import { Trans, useLingui } from '@lingui/react/macro';
import { useEffect, useState } from 'react';
import { ButtonLink } from '../../components/button.tsx';
import { Section } from '../../components/page.tsx';
import { ProgressBar } from '../../components/progress-bar.tsx';
import { Rows } from '../../components/row.tsx';
import { EmptyState, Skeleton } from '../../components/states.tsx';
import {
  type DownloadView,
  useDownloadSettings,
  useDownloads,
  useStorageUse,
  useTraffic,
} from '../../data/queries/downloads.ts';
import { useFormat } from '../../i18n/use-format.ts';
import { Screen } from '../../shell/screen.tsx';
import { OpenCourse } from '../course-file/open-course.tsx';
import { back } from './back.tsx';
import { DownloadRow } from './download-row.tsx';
import { DownloadSettingsSection } from './download-settings.tsx';
import { KeepingWords } from './keeping-words.tsx';
import styles from './me.module.css';
import { PythonSection } from './python-section.tsx';
import { TrafficSection } from './traffic-section.tsx';

const nearlyFull = 0.8;
/** As long as one waits on the first visit for the list of courses, with which everything that comes first is asked for. */
const LIST_MS = 3_000;

/** The downloads, in good time: none without a list of courses once it was waited for. */
const useDownloadsOrPatience = (): DownloadView[] | undefined => {
  const downloads = useDownloads();
  const [waited, setWaited] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setWaited(true), LIST_MS);
    return () => clearTimeout(timer);
  }, []);
  return downloads ?? (waited ? [] : undefined);
};

export const DownloadsScreen = () => {
  const { t } = useLingui();
  const { bytes } = useFormat();
  const all = useDownloadsOrPatience();
  // Of a course that is here whole, its first unit needs no line of its own.
  const downloads = all?.filter(
    ({ courseId, scope }) =>
      scope === 'course' || !all.some((other) => other.courseId === courseId && other.scope === 'course'),
  );
  const use = useStorageUse();
  const traffic = useTraffic();
  const settings = useDownloadSettings();
  // All at once: what comes later would push down what is read already.
  const known = downloads && use && traffic && settings;
  const used = bytes(use?.usedBytes ?? use?.contentBytes ?? 0);
  const content = bytes(use?.contentBytes ?? 0);
  const quota = use?.quotaBytes ? bytes(use.quotaBytes) : null;
  const share = use?.quotaBytes ? (use.usedBytes ?? 0) / use.quotaBytes : 0;
  return (
    <Screen title={t`Downloads`} back={back}>
      {!known && <Skeleton label={t`Looking through this device`} />}
      {known && (
        <Section title={<Trans>Room on this device</Trans>}>
          {quota && <ProgressBar value={share} label={t`Room used`} tone={share > nearlyFull ? 'wrong' : 'accent'} />}
          <p className={styles.quiet}>
            {quota ? (
              <Trans>
                Hornbook uses {used} of the {quota} the browser allows; courses are {content} of it.
              </Trans>
            ) : (
              <Trans>
                Hornbook uses {used}; courses are {content} of it.
              </Trans>
            )}
          </p>
          <KeepingWords keeping={use.keeping} />
        </Section>
      )}
      {known && downloads.length > 0 && (
        <Section title={<Trans>Courses</Trans>}>
          <Rows>
            {downloads.map((download) => (
              <DownloadRow
                key={`${download.courseId}/${download.scope}`}
                download={download}
                courseBytes={use?.courses.find(({ courseId }) => courseId === download.courseId)?.bytes ?? 0}
              />
            ))}
          </Rows>
        </Section>
      )}
      {known && (
        <>
          <Section title={<Trans>From somebody else</Trans>}>
            <OpenCourse />
          </Section>
          <TrafficSection traffic={traffic} />
          <DownloadSettingsSection view={settings} />
          <PythonSection />
        </>
      )}
      {known && downloads.length === 0 && (
        <EmptyState
          icon="download"
          title={<Trans>No downloads</Trans>}
          action={
            <ButtonLink href="/learn">
              <Trans>See all courses</Trans>
            </ButtonLink>
          }
        >
          <Trans>A course you take comes to this device by itself; you can also ask for one beforehand.</Trans>
        </EmptyState>
      )}
    </Screen>
  );
};
