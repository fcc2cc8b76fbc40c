import type { Path } from '@hornbook/shared/pronunciation/align.ts';
import { Trans, useLingui } from '@lingui/react/macro';
import { useEffect, useState } from 'react';
import { findMelody } from '../../speech/judge-take.ts';
import { type Ending, endingOf, type Melody } from '../../speech/melody.ts';
import styles from './speak.module.css';

const WIDTH = 288;
const HEIGHT = 72;
/** Up and down from the middle, semitones. */
const MOST = 9;

interface MelodyPictureProps {
  reference: Float32Array;
  take: Float32Array;
  /** Moments that belong together, take first, in milliseconds. */
  path: Path;
  voice: string;
}

const y = (tone: number): number => HEIGHT / 2 - (Math.max(-MOST, Math.min(MOST, tone)) * HEIGHT) / (2 * MOST);

/** Lines through all stretches that have a tone. */
const lineOf = ({ everyMs, semitones }: Melody, xAt: (ms: number) => number): string =>
  semitones
    .map((tone, index) => {
      if (tone === null) return '';
      const isFirst = index === 0 || semitones[index - 1] === null;
      return `${isFirst ? 'M' : 'L'}${xAt(index * everyMs).toFixed(1)} ${y(tone).toFixed(1)}`;
    })
    .join('');

const useEndingWords = (voice: string) => {
  const { t } = useLingui();
  return (reference: Ending | null, take: Ending | null): string | null => {
    if (!reference || !take) return null;
    if (reference === take)
      return {
        rises: t`Both voices go up at the end.`,
        falls: t`Both voices go down at the end.`,
        level: t`Both voices stay level at the end.`,
      }[take];
    const there = {
      rises: t`At the end ${voice} goes up`,
      falls: t`At the end ${voice} goes down`,
      level: t`At the end ${voice} stays level`,
    }[reference];
    const here = { rises: t`you go up`, falls: t`you go down`, level: t`you stay level` }[take];
    return `${there}; ${here}.`;
  };
};

/** How both voices go up and down, one over the other. It is shown and never judged: a voice may have its own melody. */
export const MelodyPicture = ({ reference, take, path, voice }: MelodyPictureProps) => {
  const { t } = useLingui();
  const words = useEndingWords(voice);
  const [melodies, setMelodies] = useState<{ reference: Melody; take: Melody } | null>(null);
  useEffect(() => {
    let isWanted = true;
    void Promise.all([findMelody(reference), findMelody(take)]).then(([there, here]) => {
      if (isWanted) setMelodies(there && here && { reference: there, take: here });
    });
    return () => {
      isWanted = false;
    };
  }, [reference, take]);
  const lengthMs = path.at(-1)?.[1] ?? 0;
  if (!melodies || lengthMs <= 0) return null;
  const said = words(endingOf(melodies.reference), endingOf(melodies.take));
  const x = (ms: number) => (ms / lengthMs) * WIDTH;
  const there = (ms: number) => path.find(([own]) => own >= ms)?.[1] ?? lengthMs;
  return (
    <figure className={styles.melody}>
      <figcaption className={styles.quiet}>
        <span className={styles.key} data-whose="voice">
          {voice}
        </span>
        <span className={styles.key} data-whose="take">
          <Trans>You</Trans>
        </span>
      </figcaption>
      <svg
        className={styles.tune}
        viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
        role="img"
        aria-label={said ?? t`How both voices go up and down`}
        preserveAspectRatio="none"
      >
        <line className={styles.tuneMiddle} x1={0} x2={WIDTH} y1={HEIGHT / 2} y2={HEIGHT / 2} />
        <path className={styles.tuneVoice} d={lineOf(melodies.reference, x)} />
        <path className={styles.tuneTake} d={lineOf(melodies.take, (ms) => x(there(ms)))} />
      </svg>
      <p className={styles.quiet}>
        {said ?? <Trans>There is too little tone in it to say how it goes up and down.</Trans>}
      </p>
    </figure>
  );
};
