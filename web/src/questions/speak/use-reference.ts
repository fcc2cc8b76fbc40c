import type { QuestionOf } from '@hornbook/shared/content/pack.ts';
import { SAMPLE_RATE } from '@hornbook/shared/pronunciation/spectrum.ts';
import { useState } from 'react';
import { recordingOf } from '../../speech/pack-sounds.ts';
import { playSamples } from '../../speech/play-samples.ts';

/** The phrase as one of the voices says it. */
export const useReference = ({ voices }: QuestionOf<'speak'>) => {
  const [voiceId, setVoiceId] = useState(voices[0]?.id ?? '');
  const [missing, setMissing] = useState(false);

  const samplesOf = async (id: string): Promise<Float32Array | null> => {
    const voice = voices.find((one) => one.id === id) ?? voices[0];
    const sound = voice ? await recordingOf(voice.sources) : null;
    setMissing(!sound);
    if (!sound || !voice) return null;
    const at = (ms: number) => Math.round((ms * SAMPLE_RATE) / 1000);
    return sound.subarray(at(voice.clip.startMs), at(voice.clip.endMs + 100));
  };
  /** Pressed again it begins anew. */
  const hear = async (rate = 1): Promise<void> => {
    const samples = await samplesOf(voiceId);
    if (samples) await playSamples(samples, rate);
  };
  return { voiceId, setVoiceId, hear, samplesOf, missing };
};
