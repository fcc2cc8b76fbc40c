/** One range of bytes; null when there is none, or several, which we answer with the whole. */
export const readRange = (header: string | undefined): { first: number | null; last: number | null } | null => {
  const match = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(header ?? '');
  if (!match || (match[1] === '' && match[2] === '')) return null;
  const number = (text: string | undefined) => (text ? Number(text) : null);
  const range = { first: number(match[1]), last: number(match[2]) };
  return range.first !== null && range.last !== null && range.last < range.first ? null : range;
};

/** The bytes of a file of this size that are asked for, both ends included; null if it ends before them. */
export const rangeWithin = (
  range: { first: number | null; last: number | null },
  size: number,
): { first: number; last: number } | null => {
  const first = range.first ?? Math.max(0, size - (range.last ?? 0));
  const last = range.first === null ? size - 1 : Math.min(range.last ?? size - 1, size - 1);
  return first > last ? null : { first, last };
};
