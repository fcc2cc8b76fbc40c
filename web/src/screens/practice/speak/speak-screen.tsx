import { Plural, Trans, useLingui } from '@lingui/react/macro';
import { Button, ButtonLink } from '../../../components/button.tsx';
import { Card } from '../../../components/card.tsx';
import { Disclosure } from '../../../components/disclosure.tsx';
import { Section } from '../../../components/page.tsx';
import { Row, Rows } from '../../../components/row.tsx';
import { EmptyState, Skeleton } from '../../../components/states.tsx';
import { useFreePractice } from '../../../data/queries/free-practice.ts';
import { type PhraseView, usePhrases } from '../../../data/queries/phrases.ts';
import { Minutes } from '../../../i18n/words.tsx';
import { Screen } from '../../../shell/screen.tsx';
import styles from '../practice.module.css';
import { useFreeStart } from '../use-free-start.ts';
import { BandTag } from './band-tag.tsx';
import { RecordingsSection } from './recordings-section.tsx';

/** As many as are said in one go. */
const FIRST = 8;

const PhraseRows = ({ phrases }: { phrases: PhraseView[] }) => (
  <Rows>
    {phrases.map((phrase) => (
      <PhraseRow key={phrase.question.id} phrase={phrase} />
    ))}
  </Rows>
);

const PhraseRow = ({ phrase }: { phrase: PhraseView }) => {
  const { question, language, lesson, takes, last } = phrase;
  return (
    <Row
      icon="microphone"
      href={`/practice/speak/${question.id}`}
      title={<bdi lang={language}>{question.phrase.text}</bdi>}
      detail={
        <>
          {lesson && <bdi lang={language}>{lesson.title}</bdi>}
          {takes.length > 0 && (
            <>
              {lesson && ' · '}
              <Plural value={takes.length} one="said once" other="said # times" />
            </>
          )}
        </>
      }
      end={<BandTag band={last?.band ?? null} />}
    />
  );
};

/** Phrases of the courses one takes, to be said aloud: weakest first, with how they went. */
export const SpeakScreen = () => {
  const { t } = useLingui();
  const phrases = usePhrases();
  const offers = useFreePractice();
  const start = useFreeStart();
  const speak = offers?.speak;
  const toFetch = phrases?.filter(({ soundIsHere }) => !soundIsHere) ?? [];
  return (
    <Screen
      title={t`Speak`}
      lede={phrases && phrases.length > 0 ? <Trans>Hear a phrase, say it, and hear both.</Trans> : undefined}
      back={{ href: '/practice', place: <Trans>Practice</Trans> }}
    >
      {!(phrases && speak) && <Skeleton label={t`Gathering your phrases`} />}
      {/* Not before the rest is known: beside the lines that stand for it, it would be pushed. */}
      {speak && phrases?.length === 0 && (
        <EmptyState
          icon="microphone"
          title={<Trans>No phrases yet</Trans>}
          action={
            <ButtonLink href="/learn">
              <Trans>Choose a course</Trans>
            </ButtonLink>
          }
        >
          <Trans>Take a course in a language: the phrases of its lessons gather here.</Trans>
        </EmptyState>
      )}
      {phrases && speak && phrases.length > 0 && (
        <>
          <Card hero kicker={<Trans>Weakest first</Trans>}>
            <h2 className={styles.headline}>
              <Plural value={speak.questions} one="# phrase to say" other="# phrases to say" />
            </h2>
            <p className={styles.quiet}>
              <Trans>What you say is compared with the voices of the lesson, on this device.</Trans>
            </p>
            <Button wide onClick={() => void start('speak')}>
              {speak.openAttemptId ? <Trans>Go on</Trans> : <Trans>Start</Trans>} · <Minutes count={speak.minutes} />
            </Button>
          </Card>
          {toFetch.length > 0 && <SoundMissing phrases={toFetch} />}
          <Section title={<Trans>These first</Trans>}>
            <PhraseRows phrases={phrases.slice(0, FIRST)} />
          </Section>
          {phrases.length > FIRST && (
            <Disclosure summary={<Plural value={phrases.length} one="# phrase in all" other="All # phrases" />}>
              <PhraseRows phrases={phrases} />
            </Disclosure>
          )}
        </>
      )}
      {/* With the rest, or it would stand at the top for a moment and be pushed down. */}
      {phrases && speak && <RecordingsSection />}
    </Screen>
  );
};

/** What isn't here yet: with a connection it comes with the first take, without one it is missed. */
const SoundMissing = ({ phrases }: { phrases: PhraseView[] }) => {
  const [first] = phrases;
  if (!first) return null;
  return (
    <div>
      <p className={styles.quiet}>
        <Plural
          value={phrases.length}
          one="The voices of # phrase are not on this device: without a connection it can’t be heard or judged."
          other="The voices of # phrases are not on this device: without a connection they can’t be heard or judged."
        />
      </p>
      <ButtonLink href={`/learn/${first.courseSlug}`} look="plain" icon="download">
        <Trans>Get them</Trans>
      </ButtonLink>
    </div>
  );
};
