import { roomOf, type Span } from './span.ts';
import { HOP, SAMPLE_RATE, type Spectra } from './spectrum.ts';

/** Why a recording is not judged; each has its own words on the screen. */
export type Unusable = 'silent' | 'too-short' | 'clipped' | 'noisy';

/** Full scale is 1: about -55 dB, below which no microphone held to a mouth stays. */
const SILENT = 0.0018;
const CLIPPED_AT = 0.985;
/** Of the samples of speech; a plosive may touch the end of the scale. */
const CLIPPED_SHARE = 0.004;
const SHORTEST_SECONDS = 0.2;
const LEAST_SNR_DB = 10;
/** Frames beside the words that the room can be heard in, 0.1 s; with fewer, words without a pause are no noise. */
const ROOM_FRAMES = 10;
const LEAST_RANGE_DB = 5;

const quantile = (energies: Float64Array, share: number): number =>
  Float64Array.from(energies).sort()[Math.floor(energies.length * share)] ?? 0;

/**
 * Speech over the room, in decibels: the loud frames of the words beside what is heard before and after them. A take cut
 * close to its words has no room in it; then its own quiet frames must do.
 */
const stands = ({ frames, energy }: Spectra, { from, to }: Span): { db: number; least: number } => {
  const beside = Float64Array.from([...energy.subarray(0, from), ...energy.subarray(to, frames)]);
  const hasRoom = beside.length >= ROOM_FRAMES;
  const room = hasRoom ? quantile(beside, 0.5) : roomOf({ frames, energy });
  const level = quantile(energy.subarray(from, to), 0.75);
  return {
    db: room === 0 ? Number.POSITIVE_INFINITY : 10 * Math.log10(Math.max(1e-12, level / room)),
    least: hasRoom ? LEAST_SNR_DB : LEAST_RANGE_DB,
  };
};

/** What keeps a recording from being judged, or null. */
export const unusable = (samples: Float32Array, spectra: Spectra, span: Span): Unusable | null => {
  let loudest = 0;
  for (const sample of samples) loudest = Math.max(loudest, Math.abs(sample));
  if (!(loudest >= SILENT)) return 'silent';
  let clipped = 0;
  const inSpan = samples.subarray(span.from * HOP, span.to * HOP);
  for (const sample of inSpan) if (Math.abs(sample) >= CLIPPED_AT) clipped++;
  if (clipped > inSpan.length * CLIPPED_SHARE) return 'clipped';
  if ((span.to - span.from) * HOP < SHORTEST_SECONDS * SAMPLE_RATE) return 'too-short';
  const { db, least } = stands(spectra, span);
  return db < least ? 'noisy' : null;
};
