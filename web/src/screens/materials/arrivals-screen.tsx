import { Trans, useLingui } from '@lingui/react/macro';
import { useState } from 'react';
import { useLocation, useSearchParams } from 'wouter';
import { IconButton } from '../../components/button.tsx';
import { Section } from '../../components/page.tsx';
import { Row, Rows } from '../../components/row.tsx';
import { EmptyState, Skeleton } from '../../components/states.tsx';
import { bringBackArrival, dropArrival, takeArrival } from '../../data/commands/take-arrivals.ts';
import { type Arrival, useArrivals } from '../../data/queries/arrivals.ts';
import { useFormat } from '../../i18n/use-format.ts';
import { Screen } from '../../shell/screen.tsx';
import { showToast } from '../../ui-state/toasts.ts';
import { OpenIfCourse } from '../course-file/open-if-course.tsx';
import { BringLink } from './bring-link.tsx';
import { LeftOutList } from './left-out.tsx';
import { materialIcons, useMaterialTitle } from './material-row.tsx';
import styles from './materials.module.css';
import { SubjectChoice } from './subject-choice.tsx';
import { useTellStored } from './tell-stored.ts';
import type { LeftOut } from './use-add-files.ts';

const back = { href: '/me/subjects', place: <Trans>Subjects</Trans> };

const NotKept = () => {
  const [search] = useSearchParams();
  switch (search.get('not')) {
    case 'nothing':
      return <Trans>There was nothing in what the other app sent.</Trans>;
    case 'too-many':
      return <Trans>Too much waits here already: put it into a subject or throw it away, then share once more.</Trans>;
    case 'no-room':
      return (
        <Trans>
          What you shared was not kept: there is no room for it on this device. Make some, then share it once more.
        </Trans>
      );
    case 'not-kept':
      return (
        <Trans>What you shared could not be kept this time. It is still where it came from: share it once more.</Trans>
      );
    default:
      return null;
  }
};

/** What it is called, and a line to know it by. */
const useWords = ({ content }: Arrival): { title: string; detail: string } => {
  const { bytes } = useFormat();
  const title = useMaterialTitle({
    kind: content.kind,
    title: content.kind === 'file' ? content.fileName : content.title,
  });
  switch (content.kind) {
    case 'file':
      return { title, detail: bytes(content.bytes.size) };
    case 'url':
      return { title, detail: content.url };
    case 'text':
      return { title, detail: content.text.slice(0, 120) };
  }
};

const ArrivalRow = ({ arrival }: { arrival: Arrival }) => {
  const { t } = useLingui();
  const { title, detail } = useWords(arrival);
  const handleDrop = async () => {
    const dropped = await dropArrival(arrival.id);
    if (dropped) showToast(t`Thrown away.`, { label: t`Undo`, onPick: () => void bringBackArrival(dropped) });
  };
  return (
    <Row
      icon={materialIcons[arrival.content.kind]}
      tone={arrival.content.kind === 'text' ? 'info' : 'accent'}
      title={title}
      detail={detail}
      end={
        <>
          {arrival.content.kind === 'file' && (
            <>
              <OpenIfCourse id={arrival.id} file={arrival.content.bytes} />
              <BringLink id={arrival.id} fileName={arrival.content.fileName} />
            </>
          )}
          <IconButton icon="remove" label={t`Throw away: ${title}`} onClick={() => void handleDrop()} />
        </>
      }
    />
  );
};

/** What other apps sent, on this device already: the learner says into which subject it goes. */
export const ArrivalsScreen = () => {
  const { t } = useLingui();
  const arrivals = useArrivals();
  const tellStored = useTellStored();
  const [leftOut, setLeftOut] = useState<LeftOut[]>([]);
  const [, navigate] = useLocation();
  const take = async (subjectId: string) => {
    const not: LeftOut[] = [];
    let taken = 0;
    for (const { id } of arrivals ?? []) {
      const outcome = await takeArrival(id, subjectId);
      if (!tellStored(outcome)) break;
      if (outcome.kind === 'left-out') not.push({ name: outcome.name, why: outcome.why });
      if (outcome.kind === 'taken') taken += 1;
    }
    setLeftOut(not);
    if (taken === 0) return;
    showToast(t`Added, and kept on this device.`);
    if (not.length === 0) navigate(`/me/subjects/${subjectId}`, { replace: true });
  };
  return (
    <Screen title={t`Shared with Hornbook`} back={back}>
      <p role="alert" className={styles.wrong}>
        <NotKept />
      </p>
      <LeftOutList files={leftOut} />
      {arrivals === undefined && <Skeleton label={t`Looking at what was shared`} />}
      {arrivals?.length === 0 && (
        <EmptyState icon="folder" title={<Trans>Nothing waits for a subject</Trans>}>
          <Trans>
            Share a file, a page or words from another app with Hornbook: they come here, with or without a connection.
          </Trans>
        </EmptyState>
      )}
      {arrivals && arrivals.length > 0 && (
        <>
          <Rows>
            {arrivals.map((arrival) => (
              <ArrivalRow key={arrival.id} arrival={arrival} />
            ))}
          </Rows>
          <Section title={<Trans>Which subject does it belong to?</Trans>}>
            <SubjectChoice onChoose={(subjectId) => void take(subjectId)} />
          </Section>
        </>
      )}
    </Screen>
  );
};
