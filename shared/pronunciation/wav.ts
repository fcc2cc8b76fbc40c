import { resample } from './resample.ts';
import { SAMPLE_RATE } from './spectrum.ts';

/** Bytes before the samples of a file that `writeWav` makes. */
const HEADER = 44;
const FULL_SCALE = 32_767;

const nameAt = (view: DataView, at: number): string =>
  String.fromCharCode(...Array.from({ length: 4 }, (_, index) => view.getUint8(at + index)));

/** The first channel of a WAV file of 16-bit samples, at the rate the recipe hears; null when it is no such file. */
export const readWav = (bytes: Uint8Array): Float32Array | null => {
  if (bytes.byteLength < HEADER) return null;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (nameAt(view, 0) !== 'RIFF' || nameAt(view, 8) !== 'WAVE') return null;
  let format = { code: 0, channels: 0, rate: 0, bits: 0 };
  for (let at = 12; at + 8 <= bytes.byteLength; ) {
    const name = nameAt(view, at);
    // A program that writes to a pipe does not know the length yet, and says the most there can be.
    const size = Math.min(view.getUint32(at + 4, true), bytes.byteLength - at - 8);
    const from = at + 8;
    if (name === 'fmt ' && size >= 16)
      format = {
        code: view.getUint16(from, true),
        channels: view.getUint16(from + 2, true),
        rate: view.getUint32(from + 4, true),
        bits: view.getUint16(from + 14, true),
      };
    if (name === 'data') {
      const { code, channels, rate, bits } = format;
      // Below a telephone's rate nothing can be told, above a studio's nobody records; both are how a lie looks.
      if (code !== 1 || channels < 1 || rate < 4_000 || rate > 192_000 || bits !== 16) return null;
      const samples = new Float32Array(Math.floor(size / (2 * channels)));
      for (let sample = 0; sample < samples.length; sample++)
        samples[sample] = view.getInt16(from + 2 * channels * sample, true) / (FULL_SCALE + 1);
      return resample(samples, rate, SAMPLE_RATE);
    }
    at = from + size + (size % 2);
  }
  return null;
};

/** A sound (mono, SAMPLE_RATE, full scale 1) as a WAV file of 16-bit samples: every device plays it, and it is heard as it is. */
export const writeWav = (samples: Float32Array): Uint8Array<ArrayBuffer> => {
  const bytes = new Uint8Array(HEADER + 2 * samples.length);
  const view = new DataView(bytes.buffer);
  const name = (at: number, text: string) => {
    for (let index = 0; index < text.length; index++) view.setUint8(at + index, text.charCodeAt(index));
  };
  name(0, 'RIFF');
  view.setUint32(4, bytes.length - 8, true);
  name(8, 'WAVEfmt ');
  view.setUint32(16, 16, true);
  view.setUint16(20, 1, true);
  view.setUint16(22, 1, true);
  view.setUint32(24, SAMPLE_RATE, true);
  view.setUint32(28, 2 * SAMPLE_RATE, true);
  view.setUint16(32, 2, true);
  view.setUint16(34, 16, true);
  name(36, 'data');
  view.setUint32(40, 2 * samples.length, true);
  samples.forEach((sample, at) => {
    view.setInt16(HEADER + 2 * at, Math.round(FULL_SCALE * Math.max(-1, Math.min(1, sample))), true);
  });
  return bytes;
};
