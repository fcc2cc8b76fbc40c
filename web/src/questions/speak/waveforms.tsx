import type { Path } from '@hornbook/shared/pronunciation/align.ts';
import { SAMPLE_RATE } from '@hornbook/shared/pronunciation/spectrum.ts';
import { useLingui } from '@lingui/react/macro';
import styles from './speak.module.css';

const BARS = 96;
const WIDTH = BARS * 3;
const HALF = 34;

interface WaveformsProps {
  /** The reference from its first to its last sound, and the take's words alone. */
  reference: Float32Array;
  take: Float32Array;
  /** Moments that belong together, take first, in milliseconds. */
  path: Path;
}

/** The loudest sample of each of so many stretches, given where each begins and ends in milliseconds. */
const peaks = (samples: Float32Array, stretches: readonly (readonly [number, number])[]): number[] => {
  const heights = stretches.map(([fromMs, toMs]) => {
    const from = Math.max(0, Math.floor((fromMs * SAMPLE_RATE) / 1000));
    const to = Math.max(from + 1, Math.ceil((toMs * SAMPLE_RATE) / 1000));
    return samples.subarray(from, to).reduce((most, sample) => Math.max(most, Math.abs(sample)), 0);
  });
  const loudest = Math.max(1e-6, ...heights);
  return heights.map((height) => height / loudest);
};

/** Both sounds, the voice above and the take below, the take stretched so that what belongs together stands together. */
export const Waveforms = ({ reference, take, path }: WaveformsProps) => {
  const { t } = useLingui();
  const lengthMs = path.at(-1)?.[1] ?? 0;
  if (lengthMs <= 0) return null;
  const at = (bar: number): number => (lengthMs * bar) / BARS;
  const takeAt = (ms: number): number => path.find(([, there]) => there >= ms)?.[0] ?? path.at(-1)?.[0] ?? 0;
  const bars = Array.from({ length: BARS }, (_, bar) => [at(bar), at(bar + 1)] as const);
  const above = peaks(reference, bars);
  const below = peaks(
    take,
    bars.map(([from, to]) => [takeAt(from), takeAt(to)] as const),
  );
  const bar = (x: number, y: number, height: number, name: string | undefined) => (
    <rect key={`${y}-${x}`} x={x * 3} y={y - (y < HALF + 2 ? height : 0)} width={2} height={height} className={name} />
  );
  return (
    <svg
      className={styles.waves}
      viewBox={`0 0 ${WIDTH} ${2 * HALF + 4}`}
      role="img"
      aria-label={t`The voice above and you below, what belongs together one above the other`}
      preserveAspectRatio="none"
    >
      {above.map((height, x) => bar(x, HALF, Math.max(1, height * HALF), styles.waveVoice))}
      {below.map((height, x) => bar(x, HALF + 4, Math.max(1, height * HALF), styles.waveTake))}
    </svg>
  );
};
