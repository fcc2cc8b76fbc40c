import { resample } from '@hornbook/shared/pronunciation/resample.ts';
import { SAMPLE_RATE } from '@hornbook/shared/pronunciation/spectrum.ts';

/** The first channel of a WAV file of 16-bit samples, at the rate the recipe hears; null when it is no such file. */
export const readWav = (bytes: Buffer): Float32Array | null => {
  if (bytes.toString('latin1', 0, 4) !== 'RIFF' || bytes.toString('latin1', 8, 12) !== 'WAVE') return null;
  let format = { code: 0, channels: 0, rate: 0, bits: 0 };
  for (let at = 12; at + 8 <= bytes.length; ) {
    const name = bytes.toString('latin1', at, at + 4);
    // A program that writes to a pipe does not know the length yet, and says the most there can be.
    const size = Math.min(bytes.readUInt32LE(at + 4), bytes.length - at - 8);
    const from = at + 8;
    if (name === 'fmt ' && size >= 16)
      format = {
        code: bytes.readUInt16LE(from),
        channels: bytes.readUInt16LE(from + 2),
        rate: bytes.readUInt32LE(from + 4),
        bits: bytes.readUInt16LE(from + 14),
      };
    if (name === 'data') {
      const { code, channels, rate, bits } = format;
      if (code !== 1 || channels < 1 || rate < 1 || bits !== 16) return null;
      const samples = new Float32Array(Math.floor(size / (2 * channels)));
      for (let sample = 0; sample < samples.length; sample++)
        samples[sample] = bytes.readInt16LE(from + 2 * channels * sample) / 32_768;
      return resample(samples, rate, SAMPLE_RATE);
    }
    at = from + size + (size % 2);
  }
  return null;
};
