import { type Features, WIDTH } from './features.ts';

/** How far a path may stray from the straight one, as a share of the sound. */
const BAND = 0.25;

/** The first and last column that a row may be paired with: a Sakoe-Chiba band about the straight path. */
const bandAt = (row: number, rows: number, columns: number): [number, number] => {
  const straight = rows > 1 ? (row * (columns - 1)) / (rows - 1) : 0;
  const reach = Math.max(1, BAND * columns);
  return [Math.max(0, Math.floor(straight - reach)), Math.min(columns - 1, Math.ceil(straight + reach))];
};

const apart = (a: Features, row: number, b: Features, column: number): number => {
  let product = 0;
  const left = row * WIDTH;
  const right = column * WIDTH;
  for (let at = 0; at < WIDTH; at++) product += (a.values[left + at] as number) * (b.values[right + at] as number);
  return 1 - product;
};

/** Fills `costs` row by row (stride columns + 1, first column unused) with the cheapest way to each pair; null keeps two rows only. */
const walk = (a: Features, b: Features, costs: Float64Array | null): number => {
  const rows = a.frames;
  const columns = b.frames;
  let before = new Float64Array(columns + 1).fill(Number.POSITIVE_INFINITY);
  let current = new Float64Array(columns + 1);
  for (let row = 0; row < rows; row++) {
    const [from, to] = bandAt(row, rows, columns);
    current.fill(Number.POSITIVE_INFINITY);
    for (let column = from; column <= to; column++) {
      const cost = apart(a, row, b, column);
      current[column + 1] =
        row === 0 && column === 0
          ? 2 * cost
          : Math.min(
              (before[column] as number) + 2 * cost,
              (before[column + 1] as number) + cost,
              (current[column] as number) + cost,
            );
    }
    costs?.set(current, row * (columns + 1));
    [before, current] = [current, before];
  }
  return before[columns] as number;
};

/**
 * How far apart two sounds are when each is stretched as suits best: dynamic time warping over the cosine distance, within
 * a Sakoe-Chiba band, a step along both counting twice, divided by the length of the path. 0 is the same, about 1 is
 * unrelated; the same whichever comes first. Infinity when one of them is empty.
 */
export const distance = (a: Features, b: Features): number => {
  // The band follows the rows; the longer sound always has them, so that the order says nothing.
  if (a.frames < b.frames) return distance(b, a);
  return b.frames === 0 ? Number.POSITIVE_INFINITY : walk(a, b, null) / (a.frames + b.frames);
};

/** Pairs of frames that belong together, from the first of both sounds to the last of both. */
export type Path = [take: number, reference: number][];

/** The path that `distance` measures, take first. Empty when one of them is. */
export const align = (take: Features, reference: Features): Path => {
  if (take.frames < reference.frames) return align(reference, take).map(([left, right]) => [right, left]);
  const columns = reference.frames;
  if (columns === 0) return [];
  const stride = columns + 1;
  const costs = new Float64Array(take.frames * stride);
  walk(take, reference, costs);
  const at = (row: number, column: number): number =>
    row < 0 || column < 0 ? Number.POSITIVE_INFINITY : (costs[row * stride + column + 1] as number);
  const path: Path = [];
  let [row, column] = [take.frames - 1, columns - 1];
  while (row > 0 || column > 0) {
    path.push([row, column]);
    const [both, left, right] = [at(row - 1, column - 1), at(row - 1, column), at(row, column - 1)];
    const cost = apart(take, row, reference, column);
    if (both + 2 * cost <= left + cost && both + 2 * cost <= right + cost) [row, column] = [row - 1, column - 1];
    else if (left <= right) row--;
    else column--;
  }
  path.push([0, 0]);
  return path.reverse();
};
