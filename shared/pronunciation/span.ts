import type { Spectra } from './spectrum.ts';

/** A stretch of frames: its first, and the one after its last. */
export interface Span {
  from: number;
  to: number;
}

/** How much quieter than the loudest frame speech may be: 30 dB. */
const QUIETEST = 1e-3;
/** Where the room is louder than that, speech is what stands out of it by 5 dB, and no more is cut than 15 dB from the top. */
const OVER_ROOM = 3.2;
const AT_MOST = 0.032;
/** Frames in a row that are no click: 50 ms. */
const LASTING = 5;

/** How loud the room is: of ten frames, nine are louder. */
export const roomOf = ({ frames, energy }: Pick<Spectra, 'frames' | 'energy'>): number =>
  frames === 0 ? 0 : (Float64Array.from(energy).sort()[Math.floor(frames * 0.1)] as number);

/** Where speech begins and ends, by loudness; empty when nothing lasts. */
export const speechSpan = (sound: Pick<Spectra, 'frames' | 'energy'>): Span => {
  const { frames, energy } = sound;
  let peak = 0;
  for (let frame = 0; frame < frames; frame++) peak = Math.max(peak, energy[frame] as number);
  const least = Math.min(peak * AT_MOST, Math.max(peak * QUIETEST, roomOf(sound) * OVER_ROOM));
  let from = -1;
  let to = 0;
  let run = 0;
  for (let frame = 0; frame < frames; frame++) {
    run = peak > 0 && (energy[frame] as number) >= least ? run + 1 : 0;
    if (run < LASTING) continue;
    if (from < 0) from = frame - LASTING + 1;
    to = frame + 1;
  }
  return from < 0 ? { from: 0, to: 0 } : { from, to };
};
