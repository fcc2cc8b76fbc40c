const wordPart = /[\p{L}\p{M}\p{N}_]/u;

/** How many characters two texts have in common at the beginning and at the end, where whole words are told apart. */
export const commonEnds = (one: string, other: string): [head: number, tail: number] => {
  const most = Math.min(one.length, other.length);
  let head = 0;
  while (head < most && one[head] === other[head]) head++;
  // Of "true" and "tree" not the last letters differ: the words do.
  const goesOn = (text: string, at: number) => wordPart.test(text[at - 1] ?? '') && wordPart.test(text[at] ?? '');
  while (head > 0 && (goesOn(one, head) || goesOn(other, head))) head--;
  let tail = 0;
  while (tail < most - head && one.at(-1 - tail) === other.at(-1 - tail)) tail++;
  while (tail > 0 && (goesOn(one, one.length - tail) || goesOn(other, other.length - tail))) tail--;
  return [head, tail];
};
