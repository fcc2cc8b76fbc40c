/** How a voice goes up and down: semitones from its own middle, null where it makes no tone. */
export interface Melody {
  everyMs: number;
  semitones: readonly (number | null)[];
}

export type Ending = 'rises' | 'falls' | 'level';

/** So much of what is voiced is the ending, and so much before it is what it is compared with. */
const END_MS = 160;
const BEFORE_MS = 320;
/** Less is not heard as a movement. */
const HEARD = 1.5;

const meanOf = (tones: readonly number[]): number => tones.reduce((sum, tone) => sum + tone, 0) / tones.length;

/** Where the voice goes at the end, which makes a question or a statement of a phrase; null where too little is voiced. */
export const endingOf = ({ everyMs, semitones }: Melody): Ending | null => {
  const voiced = semitones.filter((tone) => tone !== null);
  const last = Math.round(END_MS / everyMs);
  const before = Math.round(BEFORE_MS / everyMs);
  if (voiced.length < last + before / 2) return null;
  const moved = meanOf(voiced.slice(-last)) - meanOf(voiced.slice(-last - before, -last));
  return moved > HEARD ? 'rises' : moved < -HEARD ? 'falls' : 'level';
};
