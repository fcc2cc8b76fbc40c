import { SAMPLE_RATE } from '@hornbook/shared/pronunciation/spectrum.ts';

let playing: { context: AudioContext; source: AudioBufferSourceNode; silenced: () => void } | null = null;

export const stopPlaying = (): void => {
  const last = playing;
  playing = null;
  if (!last) return;
  last.source.onended = null;
  last.source.stop();
  void last.context.close().catch(() => undefined);
  last.silenced();
};

/** Plays a sound, as fast as said; whatever played before is silent. True when it came to its end, false when it was silenced. */
export const playSamples = (samples: Float32Array, rate = 1): Promise<boolean> => {
  stopPlaying();
  if (samples.length === 0) return Promise.resolve(true);
  const context = new AudioContext();
  const buffer = context.createBuffer(1, samples.length, SAMPLE_RATE);
  buffer.copyToChannel(new Float32Array(samples), 0);
  const source = context.createBufferSource();
  source.buffer = buffer;
  source.playbackRate.value = rate;
  source.connect(context.destination);
  return new Promise((resolve) => {
    playing = { context, source, silenced: () => resolve(false) };
    source.onended = () => {
      resolve(true);
      if (playing?.source === source) stopPlaying();
    };
    source.start();
  });
};
