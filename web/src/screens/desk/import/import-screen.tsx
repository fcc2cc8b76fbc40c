import { Plural, Trans, useLingui } from '@lingui/react/macro';
import { useEffect, useEffectEvent } from 'react';
import { useSearchParams } from 'wouter';
import { fetchReader } from '../../../bring/read-apart.ts';
import { Button, ButtonLink } from '../../../components/button.tsx';
import { ChooseFile } from '../../../components/choose-file.tsx';
import { Disclosure } from '../../../components/disclosure.tsx';
import { ProgressBar } from '../../../components/progress-bar.tsx';
import { dropArrival } from '../../../data/commands/take-arrivals.ts';
import { Screen } from '../../../shell/screen.tsx';
import { useArrivedFile } from '../../materials/use-arrived-file.ts';
import { useReadyCourse } from '../use-ready-course.ts';
import styles from './import.module.css';
import { ImportReport } from './import-report.tsx';
import { UnreadableWords } from './refusal-words.tsx';
import { type ImportState, type Offer, useImport } from './use-import.ts';

/** What an author has collected elsewhere, brought into a course; without one, into a course of its own. */
export const ImportScreen = ({ courseId }: { courseId: string | null }) => {
  const { t } = useLingui();
  const ready = useReadyCourse(courseId ?? '');
  const { state, open, take } = useImport(courseId);
  const [search] = useSearchParams();
  const arrival = search.get('arrival');
  const openArrived = useEffectEvent((file: File) => void open(file));
  useArrivedFile(arrival, openArrived);
  useEffect(() => {
    // A courtesy for who goes offline next: it is tried again with every visit.
    void fetchReader().catch(() => undefined);
  }, []);
  const isTaken = state.kind === 'taken';
  useEffect(() => {
    // What was shared has come to be in a course, and waits for nothing any more.
    if (isTaken && arrival !== null) void dropArrival(arrival);
  }, [isTaken, arrival]);
  const title = ready?.course.title || t`Without a title`;
  const isBusy = state.kind === 'reading' || state.kind === 'taking';
  return (
    <Screen
      title={t`Bring what you have`}
      lede={
        <Trans>
          Questions, cards and pages from other programs become a draft that you go on writing. The file is read on this
          device, with or without a connection.
        </Trans>
      }
      back={
        courseId === null
          ? { href: '/desk', place: <Trans>Author’s desk</Trans> }
          : { href: `/desk/${courseId}`, place: <bdi>{title}</bdi> }
      }
    >
      <div className={styles.page}>
        <ChooseFile disabled={isBusy} quiet={'offer' in state} onFile={(file) => void open(file)} />
        <div role="status" className={styles.said}>
          <StateWords state={state} />
        </div>
        {'offer' in state && <Offered state={state} onTake={(offer) => void take(offer)} />}
        <Formats />
      </div>
    </Screen>
  );
};

const counted = ({ plan }: Offer) => ({
  fresh: plan.parts.filter((part) => part === 'added').length,
  updated: plan.parts.filter((part) => part === 'updated').length,
});

const StateWords = ({ state }: { state: ImportState }) => {
  const { t } = useLingui();
  switch (state.kind) {
    case 'waiting':
      return null;
    case 'reading':
      return (
        <Trans>
          Reading <bdi>{state.source}</bdi>…
        </Trans>
      );
    case 'unreadable':
      return (
        <>
          <p>
            <strong>
              <Trans>
                Nothing of <bdi>{state.source}</bdi> was taken.
              </Trans>
            </strong>
          </p>
          <p>
            <UnreadableWords reason={state.reason} />
          </p>
        </>
      );
    case 'offered': {
      const { fresh, updated } = counted(state.offer);
      const all = state.offer.items.length;
      return (
        <p>
          <bdi>{state.offer.source}</bdi>: <Plural value={all} one="# thing was found." other="# things were found." />{' '}
          {fresh + updated === 0 && <Trans>There is nothing new in it.</Trans>}
        </p>
      );
    }
    case 'taking':
      return <ProgressBar moving value={state.share} label={t`Taking it into the course`} />;
    case 'taken':
      return <Trans>Taken. It is kept on this device and sent when there is a connection.</Trans>;
    case 'not-stored':
      return <Trans>Not all of it could be kept: make some room on this device, then bring the file again.</Trans>;
  }
};

const Offered = ({
  state,
  onTake,
}: {
  state: Extract<ImportState, { offer: Offer }>;
  onTake: (offer: Offer) => void;
}) => {
  const { offer } = state;
  const { fresh, updated } = counted(offer);
  return (
    <>
      {state.kind === 'offered' && fresh + updated > 0 && (
        <div>
          <Button icon="check" onClick={() => onTake(offer)}>
            {fresh > 0 ? (
              <Plural value={fresh} one="Take # into the course" other="Take # into the course" />
            ) : (
              <Plural value={updated} one="Take over # change" other="Take over # changes" />
            )}
          </Button>
        </div>
      )}
      {state.kind === 'taken' && (
        <div>
          <ButtonLink icon="pencil" href={`/desk/${offer.plan.courseId}`}>
            <Trans>To the course</Trans>
          </ButtonLink>
        </div>
      )}
      <ImportReport offer={offer} />
    </>
  );
};

const Formats = () => (
  <Disclosure summary={<Trans>What can be brought</Trans>}>
    <ul className={styles.formats}>
      <li>
        <Trans>Moodle: questions as Moodle XML (.xml) or as GIFT (.gift, .txt)</Trans>
      </li>
      <li>
        <Trans>Canvas, Blackboard, TAO and others: QTI 1.2, 2.1, 2.2 or 3.0, one file or a package (.xml, .zip)</Trans>
      </li>
      <li>
        <Trans>Courses as Common Cartridge (.imscc, .zip): pages become lessons, quizzes come along</Trans>
      </li>
      <li>
        <Trans>A course saved as a folder of texts (.zip): with what you changed in its texts since then</Trans>
      </li>
      <li>
        <Trans>Anki: decks and collections (.apkg, .colpkg). When somebody answered what is no part of a course.</Trans>
      </li>
    </ul>
    <p>
      <Trans>
        Bring a file again when it has changed: what is new comes, what you edited here stays as you edited it, and
        nothing is there twice.
      </Trans>
    </p>
  </Disclosure>
);
