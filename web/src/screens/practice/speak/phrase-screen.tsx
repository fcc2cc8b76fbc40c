import { Plural, Trans, useLingui } from '@lingui/react/macro';
import { Button, ButtonLink } from '../../../components/button.tsx';
import { Section } from '../../../components/page.tsx';
import { EmptyState, Skeleton } from '../../../components/states.tsx';
import { type PhraseView, usePhrases } from '../../../data/queries/phrases.ts';
import { useReference } from '../../../questions/speak/use-reference.ts';
import { Screen } from '../../../shell/screen.tsx';
import { useFreeStart } from '../use-free-start.ts';
import styles from './speak.module.css';
import { TakeRow } from './take-row.tsx';

const back = { href: '/practice/speak', place: <Trans>Speak</Trans> };

/** One phrase: how it sounds, and every time it was said. */
export const PhraseScreen = ({ questionId }: { questionId: string }) => {
  const { t } = useLingui();
  const phrases = usePhrases();
  const phrase = phrases?.find(({ question }) => question.id === questionId);
  if (phrase) return <Phrase phrase={phrase} />;
  return (
    <Screen title={phrases ? t`Phrase` : undefined} back={back}>
      {!phrases && <Skeleton label={t`Fetching the phrase from this device`} />}
      {phrases && (
        <EmptyState
          mayCome
          icon="microphone"
          title={<Trans>This phrase is not on this device</Trans>}
          action={
            <ButtonLink href="/practice/speak">
              <Trans>See all phrases</Trans>
            </ButtonLink>
          }
        >
          <Trans>Its course may have been removed from here, or dropped.</Trans>
        </EmptyState>
      )}
    </Screen>
  );
};

const Phrase = ({ phrase: { question, language, lesson, courseSlug, takes } }: { phrase: PhraseView }) => {
  const reference = useReference(question);
  const start = useFreeStart();
  const { text, ipa, lang = language } = question.phrase;
  const said = takes.length;
  return (
    <Screen
      title={text}
      titleLang={lang}
      lede={
        ipa === '' ? undefined : (
          <span lang={lang} dir="ltr">
            /{ipa}/
          </span>
        )
      }
      back={back}
    >
      <div className={styles.buttons}>
        <Button icon="microphone" onClick={() => void start('speak', { only: question.id })}>
          <Trans>Say it now</Trans>
        </Button>
        <Button look="quiet" icon="play" onClick={() => void reference.hear()}>
          <Trans>Hear it</Trans>
        </Button>
        {lesson && (
          <ButtonLink look="plain" icon="lesson" href={`/learn/${courseSlug}/lessons/${lesson.id}`}>
            <bdi lang={language}>{lesson.title}</bdi>
          </ButtonLink>
        )}
      </div>
      <p role="status" className={styles.quiet}>
        {reference.missing && <Trans>The sound is not on this device. Get the lesson’s sound on its page.</Trans>}
      </p>
      <Section
        title={said === 0 ? <Trans>Not said yet</Trans> : <Plural value={said} one="Said once" other="Said # times" />}
      >
        {said === 0 ? (
          <p className={styles.quiet}>
            <Trans>What you say is kept here, one under the other: so you can hear how it changes.</Trans>
          </p>
        ) : (
          <ul className={styles.takes}>
            {takes.map((take) => (
              <TakeRow key={take.key} take={take} question={question} lang={language} samplesOf={reference.samplesOf} />
            ))}
          </ul>
        )}
      </Section>
    </Screen>
  );
};
