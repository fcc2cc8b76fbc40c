import { SAMPLE_RATE } from '@hornbook/shared/pronunciation/spectrum.ts';
import { Trans, useLingui } from '@lingui/react/macro';
import { useEffect, useState } from 'react';
import { Button } from '../../../components/button.tsx';
import { useFormat } from '../../../i18n/use-format.ts';
import { playSamples } from '../../../speech/play-samples.ts';
import desk from '../desk.module.css';
import { SoundPicture } from './sound-picture.tsx';
import { samplesOf } from './voice-samples.ts';

interface KeptSoundProps {
  sha256: string;
  about: string;
  onCut: () => void;
}

/** The recording that a voice has: seen, heard, how long it is, and what it costs every phone. */
export const KeptSound = ({ sha256, about, onCut }: KeptSoundProps) => {
  const { t, i18n } = useLingui();
  const { bytes } = useFormat();
  const [samples, setSamples] = useState<Float32Array | null>();
  useEffect(() => {
    let isWanted = true;
    void samplesOf(sha256).then((found) => isWanted && setSamples(found));
    return () => {
      isWanted = false;
    };
  }, [sha256]);
  if (samples === undefined) return null;
  if (samples === null)
    return (
      <p className={desk.quiet}>
        <Trans>This recording is not on this device. It comes with the next connection.</Trans>
      </p>
    );
  const seconds = i18n.number(samples.length / SAMPLE_RATE, { maximumFractionDigits: 1 });
  const size = bytes(2 * samples.length);
  return (
    <>
      <SoundPicture samples={samples} label={t`What ${about} says`} />
      <div className={desk.adding}>
        <Button look="quiet" icon="play" aria-label={t`Hear it: ${about}`} onClick={() => void playSamples(samples)}>
          <Trans>Hear it</Trans>
        </Button>
        <Button look="plain" aria-label={t`Cut it: ${about}`} onClick={onCut}>
          <Trans>Cut it</Trans>
        </Button>
        <span className={desk.quiet}>
          <Trans>
            {seconds} s, {size} on every phone
          </Trans>
        </span>
      </div>
    </>
  );
};
