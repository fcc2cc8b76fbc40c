import { Plural, Trans, useLingui } from '@lingui/react/macro';
import { useEffect, useEffectEvent } from 'react';
import { useSearchParams } from 'wouter';
import { fetchHistoryReader } from '../../../bring/read-history-apart.ts';
import { Button, ButtonLink } from '../../../components/button.tsx';
import { ChooseFile } from '../../../components/choose-file.tsx';
import { Disclosure } from '../../../components/disclosure.tsx';
import { ProgressBar } from '../../../components/progress-bar.tsx';
import { dropArrival } from '../../../data/commands/take-arrivals.ts';
import { Screen } from '../../../shell/screen.tsx';
import { useArrivedFile } from '../../materials/use-arrived-file.ts';
import styles from './history.module.css';
import { HistoryReport } from './history-report.tsx';
import { UnreadableWords } from './unreadable-words.tsx';
import { type HistoryOffer, type HistoryState, useHistory } from './use-history.ts';

/** What somebody reviewed in Anki, for the cards of their courses here. */
export const HistoryScreen = () => {
  const { t } = useLingui();
  const { state, open, take } = useHistory();
  const [search] = useSearchParams();
  const arrival = search.get('arrival');
  const openArrived = useEffectEvent((file: File) => void open(file));
  useArrivedFile(arrival, openArrived);
  useEffect(() => {
    // A courtesy for who goes offline next: it is tried again with every visit.
    void fetchHistoryReader().catch(() => undefined);
  }, []);
  const isTaken = state.kind === 'taken';
  useEffect(() => {
    // What was shared has been brought, and waits for nothing any more.
    if (isTaken && arrival !== null) void dropArrival(arrival);
  }, [isTaken, arrival]);
  const isBusy = state.kind === 'reading' || state.kind === 'taking';
  return (
    <Screen
      title={t`Bring your Anki history`}
      lede={
        <Trans>
          You learned cards in Anki that are questions of a course here? Then they need not begin anew: what you know
          well comes back late, what you are about to forget comes first. Points, days and skills stay as they are.
        </Trans>
      }
      back={{ href: '/practice', place: <Trans>Practice</Trans> }}
    >
      <div className={styles.page}>
        <ChooseFile disabled={isBusy} quiet={'offer' in state} onFile={(file) => void open(file)} />
        <div role="status" className={styles.said}>
          <StateWords state={state} />
        </div>
        {'offer' in state && <Offered state={state} onTake={(offer) => void take(offer)} />}
        <HowTo />
      </div>
    </Screen>
  );
};

const freshOf = ({ plan }: HistoryOffer): number => plan.writes.reduce((sum, { reviews }) => sum + reviews.length, 0);

const StateWords = ({ state }: { state: HistoryState }) => {
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
                Nothing of <bdi>{state.source}</bdi> was brought.
              </Trans>
            </strong>
          </p>
          <p>
            <UnreadableWords reason={state.reason} />
          </p>
        </>
      );
    case 'none':
      return (
        <Trans>
          There are no reviews in <bdi>{state.source}</bdi>. When you export in Anki, tick “Include scheduling
          information”: without it a deck is exported as if nobody had learned it.
        </Trans>
      );
    case 'offered': {
      const fresh = freshOf(state.offer);
      const { courses } = state.offer.plan;
      if (courses.length === 0) return <Trans>None of its cards is a question of a course that you take.</Trans>;
      if (fresh === 0) return <Trans>There is nothing new in it: all these reviews are here already.</Trans>;
      const cards = state.offer.plan.writes.length;
      return (
        <>
          <Plural value={fresh} one="# review is new" other="# reviews are new" />{' '}
          <Plural value={cards} one="(of # card)." other="(of # cards)." />
        </>
      );
    }
    case 'taking':
      return <ProgressBar moving value={state.share} label={t`Bringing your reviews`} />;
    case 'taken':
      return <Trans>Brought. It is kept on this device and sent when there is a connection.</Trans>;
    case 'not-stored':
      return <Trans>Not all of it could be kept: make some room on this device, then bring the file again.</Trans>;
  }
};

const Offered = ({
  state,
  onTake,
}: {
  state: Extract<HistoryState, { offer: HistoryOffer }>;
  onTake: (offer: HistoryOffer) => void;
}) => {
  const { offer } = state;
  const fresh = freshOf(offer);
  return (
    <>
      {state.kind === 'offered' && fresh > 0 && (
        <div>
          <Button icon="check" onClick={() => onTake(offer)}>
            <Plural value={fresh} one="Bring # review" other="Bring # reviews" />
          </Button>
        </div>
      )}
      {state.kind === 'taken' && (
        <div>
          <ButtonLink icon="practice" href="/practice">
            <Trans>To Practice</Trans>
          </ButtonLink>
        </div>
      )}
      <HistoryReport offer={offer} />
    </>
  );
};

const HowTo = () => (
  <Disclosure summary={<Trans>How to get the file out of Anki</Trans>}>
    <ol className={styles.steps}>
      <li>
        <Trans>
          Choose the deck, then “Export” (on a computer in the menu “File”, on a phone by holding the deck).
        </Trans>
      </li>
      <li>
        <Trans>
          Tick “Include scheduling information”. Pictures and sounds are not needed: “Include media” can be off.
        </Trans>
      </li>
      <li>
        <Trans>Bring the file (.apkg or .colpkg) here. It is read on this device, and goes nowhere else.</Trans>
      </li>
    </ol>
    <p>
      <Trans>
        Go on in Anki and bring a newer file later: only what is new is added. “Again” counts as wrong, “Hard”, “Good”
        and “Easy” as right, and the card comes back about when Anki’s own scheduler FSRS would bring it.
      </Trans>
    </p>
  </Disclosure>
);
