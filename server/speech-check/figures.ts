/** The chance that a take of the phrase scores lower (closer) than one of another; 0.5 is a guess. Ties count half. */
export const areaUnderCurve = (same: readonly number[], other: readonly number[]): number => {
  const all = [...same.map((score) => ({ score, isSame: true })), ...other.map((score) => ({ score, isSame: false }))];
  all.sort((a, b) => a.score - b.score);
  let ranks = 0;
  for (let from = 0; from < all.length; ) {
    let to = from;
    while (to < all.length && all[to]?.score === all[from]?.score) to++;
    const shared = (from + 1 + to) / 2;
    for (let at = from; at < to; at++) if (all[at]?.isSame) ranks += shared;
    from = to;
  }
  return 1 - (ranks - (same.length * (same.length + 1)) / 2) / (same.length * other.length);
};

/** The rate of errors where as many right takes are refused as wrong ones accepted. */
export const equalErrorRate = (same: readonly number[], other: readonly number[]): number => {
  const rights = [...same].sort((a, b) => a - b);
  const wrongs = [...other].sort((a, b) => a - b);
  let accepted = 0;
  let best = 1;
  rights.forEach((limit, index) => {
    while (accepted < wrongs.length && (wrongs[accepted] as number) <= limit) accepted++;
    const refusedShare = (rights.length - index - 1) / rights.length;
    best = Math.min(best, Math.max(refusedShare, accepted / wrongs.length));
  });
  return best;
};

export const round = (value: number, digits = 3): number => Number(value.toFixed(digits));
