import styles from './voices.module.css';

const BARS = 120;
const HEIGHT = 48;

interface SoundPictureProps {
  samples: Float32Array;
  label: string;
  /** What is kept of it, in samples; all of it where nothing is said. */
  from?: number;
  to?: number;
}

/** How loud a sound is from its beginning to its end; what is cut away is pale. */
export const SoundPicture = ({ samples, label, from = 0, to = samples.length }: SoundPictureProps) => {
  const step = Math.max(1, samples.length / BARS);
  const heights = Array.from({ length: BARS }, (_, bar) =>
    samples
      .subarray(Math.floor(bar * step), Math.ceil((bar + 1) * step))
      .reduce((most, sample) => Math.max(most, Math.abs(sample)), 0),
  );
  const loudest = Math.max(1e-6, ...heights);
  return (
    <svg
      className={styles.sound}
      viewBox={`0 0 ${BARS * 3} ${HEIGHT}`}
      role="img"
      aria-label={label}
      preserveAspectRatio="none"
    >
      {heights.map((height, bar) => {
        const tall = Math.max(1, (height / loudest) * HEIGHT);
        const isKept = (bar + 1) * step > from && bar * step < to;
        return (
          <rect
            // biome-ignore lint/suspicious/noArrayIndexKey: a bar is its place.
            key={bar}
            x={bar * 3}
            y={(HEIGHT - tall) / 2}
            width={2}
            height={tall}
            data-kept={isKept}
          />
        );
      })}
    </svg>
  );
};
