import type { QuestionOf } from '@hornbook/shared/content/pack.ts';
import type { Judgement } from '@hornbook/shared/pronunciation/judge.ts';
import { Trans, useLingui } from '@lingui/react/macro';
import { useEffect, useMemo, useState } from 'react';
import { Button } from '../../components/button.tsx';
import { playSamples } from '../../speech/play-samples.ts';
import { MelodyPicture } from './melody-picture.tsx';
import styles from './speak.module.css';
import { spokenPart } from './use-speaking.ts';
import { Waveforms } from './waveforms.tsx';

interface TakeResultProps {
  question: QuestionOf<'speak'>;
  judgement: Extract<Judgement, { kind: 'judged' }>;
  samples: Float32Array;
  samplesOf: (voiceId: string) => Promise<Float32Array | null>;
}

/** Nobody says a phrase as fast as a made voice: from here on the difference is worth a word. */
const SLOWER = 0.75;
const FASTER = 1.3;

/** A take beside the voice it came nearest to: seen, heard one after the other, and how fast. */
export const TakeResult = ({ question, judgement, samples, samplesOf }: TakeResultProps) => {
  const { i18n } = useLingui();
  const [reference, setReference] = useState<Float32Array | null>(null);
  const { voiceId, speech, speed, path } = judgement;
  const voice = question.voices.find(({ id }) => id === voiceId)?.name ?? '';
  const own = spokenPart(samples, speech);
  // From the first word on, as the path counts.
  const words = useMemo(() => spokenPart(samples, { ...speech, startMs: speech.startMs + 80 }), [samples, speech]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a take has one nearest voice.
  useEffect(() => {
    void samplesOf(voiceId).then(setReference);
  }, [judgement]);
  const times = i18n.number(speed < 1 ? 1 / speed : speed, { maximumFractionDigits: 1 });
  const both = async () => {
    if (!reference || (await playSamples(reference))) await playSamples(own);
  };
  return (
    <div className={styles.result}>
      {reference && (
        <>
          <Waveforms reference={reference} take={words} path={path} />
          {/* Of another phrase, how it goes up and down says nothing about this one. */}
          {judgement.verdict.band !== 'different' && (
            <MelodyPicture reference={reference} take={words} path={path} voice={voice} />
          )}
        </>
      )}
      <p className={styles.quiet}>
        {speed < SLOWER ? (
          <Trans>
            You took {times} times as long as {voice}.
          </Trans>
        ) : speed > FASTER ? (
          <Trans>
            You were {times} times as fast as {voice}.
          </Trans>
        ) : (
          <Trans>You were about as fast as {voice}.</Trans>
        )}
      </p>
      <div className={styles.buttons}>
        <Button look="quiet" icon="play" onClick={() => void playSamples(own)}>
          <Trans>Hear yourself</Trans>
        </Button>
        {reference && (
          <Button look="quiet" icon="swap" onClick={() => void both()}>
            <Trans>Hear both, {voice} first</Trans>
          </Button>
        )}
      </div>
    </div>
  );
};
