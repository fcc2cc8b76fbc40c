/** Half the width of the filter, in its own zero crossings. */
const LOBES = 16;

/** A sound at another rate: band-limited by a windowed sinc, so that nothing folds back. */
export const resample = (samples: Float32Array, from: number, to: number): Float32Array => {
  if (from === to) return samples;
  const cut = Math.min(1, to / from);
  const reach = Math.ceil(LOBES / cut);
  const result = new Float32Array(Math.floor((samples.length * to) / from));
  for (let at = 0; at < result.length; at++) {
    const centre = (at * from) / to;
    let sum = 0;
    for (let near = Math.ceil(centre - reach); near <= centre + reach; near++) {
      const sample = samples[near];
      if (sample === undefined) continue;
      const x = (near - centre) * cut;
      const window = 0.5 + 0.5 * Math.cos((Math.PI * x) / LOBES);
      sum += sample * cut * window * (x === 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x));
    }
    result[at] = sum;
  }
  return result;
};
