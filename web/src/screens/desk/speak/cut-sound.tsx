import { SAMPLE_RATE } from '@hornbook/shared/pronunciation/spectrum.ts';
import { Trans, useLingui } from '@lingui/react/macro';
import { useEffect, useId, useRef, useState } from 'react';
import { Button } from '../../../components/button.tsx';
import { lookAt } from '../../../speech/judge-take.ts';
import { playSamples } from '../../../speech/play-samples.ts';
import desk from '../desk.module.css';
import { SoundPicture } from './sound-picture.tsx';
import { unusableWords } from './sound-words.tsx';
import styles from './voices.module.css';

type Looked = Awaited<ReturnType<typeof lookAt>>;

interface CutSoundProps {
  samples: Float32Array;
  about: string;
  onKeep: (cut: Float32Array) => void;
  onDrop: () => void;
}

/** Of the room before and after the phrase a little stays, so that it does not begin and end like a click. */
const BEFORE_MS = 80;
const AFTER_MS = 120;
const STEP_MS = 20;
/** Whoever moves an end is still looking for it. */
const SETTLED_MS = 200;

const inSamples = (ms: number): number => Math.round((ms * SAMPLE_RATE) / 1000);

/** A sound between its recording and its place in the course: cut to the phrase, heard, and looked at for what is wrong with it. */
export const CutSound = ({ samples, about, onKeep, onDrop }: CutSoundProps) => {
  const { t, i18n } = useLingui();
  const id = useId();
  const lengthMs = Math.floor((samples.length * 1000) / SAMPLE_RATE);
  /** Null until it is known where somebody speaks. */
  const [ends, setEnds] = useState<{ fromMs: number; toMs: number } | null>(null);
  const [looked, setLooked] = useState<Looked | 'looking'>('looking');
  const tools = useRef<HTMLDivElement>(null);
  useEffect(() => {
    let isWanted = true;
    void lookAt(samples).then((found) => {
      if (!isWanted) return;
      const { startMs, endMs } = found?.speech ?? { startMs: 0, endMs: 0 };
      const said = endMs > startMs ? { startMs: startMs - BEFORE_MS, endMs: endMs + AFTER_MS } : null;
      setEnds({ fromMs: Math.max(0, said?.startMs ?? 0), toMs: Math.min(lengthMs, said?.endMs ?? lengthMs) });
    });
    // What was chosen or recorded is here: whoever came by keys goes on with it.
    tools.current?.querySelector('button')?.focus();
    return () => {
      isWanted = false;
    };
  }, [samples, lengthMs]);
  const { fromMs, toMs } = ends ?? { fromMs: 0, toMs: lengthMs };
  const cut = samples.subarray(inSamples(fromMs), inSamples(toMs));
  // biome-ignore lint/correctness/useExhaustiveDependencies: the sound between two ends is the same.
  useEffect(() => {
    if (!ends) return;
    let isWanted = true;
    setLooked('looking');
    const timer = setTimeout(() => void lookAt(cut).then((found) => isWanted && setLooked(found)), SETTLED_MS);
    return () => {
      isWanted = false;
      clearTimeout(timer);
    };
  }, [samples, fromMs, toMs, ends === null]);
  const fault = looked !== 'looking' && looked ? looked.fault : null;
  const isGood = looked !== 'looking' && looked !== null && fault === null;
  const seconds = (ms: number) => i18n.number(ms / 1000, { minimumFractionDigits: 1, maximumFractionDigits: 1 });
  const length = seconds(toMs - fromMs);
  const slider = (label: string, value: number, min: number, max: number, set: (ms: number) => void) => (
    <label className={styles.slider}>
      <span>{label}</span>
      <input
        type="range"
        min={min}
        max={max}
        step={STEP_MS}
        value={value}
        aria-valuetext={t`${seconds(value)} seconds`}
        onChange={({ target }) => set(Number(target.value))}
      />
    </label>
  );
  return (
    <fieldset className={`${desk.fields} ${styles.voice}`} aria-label={t`The recording of ${about}`}>
      <SoundPicture
        samples={samples}
        label={t`What was recorded; what is cut away is pale`}
        from={inSamples(fromMs)}
        to={inSamples(toMs)}
      />
      {slider(t`Begins at`, fromMs, 0, lengthMs, (ms) => setEnds({ fromMs: Math.min(ms, toMs - STEP_MS), toMs }))}
      {slider(t`Ends at`, toMs, 0, lengthMs, (ms) => setEnds({ fromMs, toMs: Math.max(ms, fromMs + STEP_MS) }))}
      <p id={`${id}-said`} role="status" className={desk.quiet}>
        {looked === 'looking' ? (
          <Trans>Listening…</Trans>
        ) : looked === null ? (
          <Trans>It can’t be looked at here. Load the page again with a connection.</Trans>
        ) : fault ? (
          unusableWords[fault]
        ) : (
          <Trans>{length} seconds. It can be heard well.</Trans>
        )}
      </p>
      <div ref={tools} className={desk.adding}>
        <Button look="quiet" icon="play" onClick={() => void playSamples(cut)}>
          <Trans>Hear it</Trans>
        </Button>
        {/* Not `disabled`: whoever came by keys would lose their place. */}
        <Button
          look="quiet"
          icon="check"
          aria-disabled={!isGood}
          aria-describedby={`${id}-said`}
          onClick={() => isGood && onKeep(cut)}
        >
          <Trans>Keep it</Trans>
        </Button>
        <Button look="plain" onClick={onDrop}>
          <Trans>Throw it away</Trans>
        </Button>
      </div>
    </fieldset>
  );
};
