export interface DiffLine {
  kind: 'same' | 'added' | 'removed';
  text: string;
}

const MOST_CELLS = 400_000;

/** What changed from one text to another, line by line: the longest common sequence of lines stays. */
export const lineDiff = (before: string, after: string): DiffLine[] => {
  const old = before.split('\n');
  const now = after.split('\n');
  const line = (kind: DiffLine['kind']) => (text: string) => ({ kind, text });
  if (old.length * now.length > MOST_CELLS) return [...old.map(line('removed')), ...now.map(line('added'))];
  // lengths[i][j]: of the longest sequence common to old from i on and now from j on.
  const lengths = Array.from({ length: old.length + 1 }, () => new Uint32Array(now.length + 1));
  const at = (i: number, j: number) => lengths[i]?.[j] ?? 0;
  for (let i = old.length - 1; i >= 0; i--)
    for (let j = now.length - 1; j >= 0; j--)
      (lengths[i] as Uint32Array)[j] = old[i] === now[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
  const lines: DiffLine[] = [];
  let i = 0;
  let j = 0;
  while (i < old.length || j < now.length) {
    if (i < old.length && j < now.length && old[i] === now[j]) {
      lines.push({ kind: 'same', text: old[i] ?? '' });
      i++;
      j++;
    } else if (i < old.length && (j === now.length || at(i + 1, j) >= at(i, j + 1))) {
      lines.push({ kind: 'removed', text: old[i] ?? '' });
      i++;
    } else {
      lines.push({ kind: 'added', text: now[j] ?? '' });
      j++;
    }
  }
  return lines;
};
