import { SAMPLE_RATE } from '@hornbook/shared/pronunciation/spectrum.ts';

let playing: { context: AudioContext; source: AudioBufferSourceNode } | null = null;

export const stopPlaying = (): void => {
  const last = playing;
  playing = null;
  if (!last) return;
  last.source.onended = null;
  last.source.stop();
  void last.context.close().catch(() => undefined);
};

/** Plays a sound to its end, as fast as said; whatever played before is silent. Resolves when it ended. */
export const playSamples = (samples: Float32Array, rate = 1): Promise<void> => {
  stopPlaying();
  if (samples.length === 0) return Promise.resolve();
  const context = new AudioContext();
  const buffer = context.createBuffer(1, samples.length, SAMPLE_RATE);
  buffer.copyToChannel(new Float32Array(samples), 0);
  const source = context.createBufferSource();
  source.buffer = buffer;
  source.playbackRate.value = rate;
  source.connect(context.destination);
  playing = { context, source };
  return new Promise((resolve) => {
    source.onended = () => {
      if (playing?.source === source) stopPlaying();
      resolve();
    };
    source.start();
  });
};
