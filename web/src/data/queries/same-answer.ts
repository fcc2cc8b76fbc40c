const isPlain = (value: object): boolean => {
  const prototype = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
};

const entriesOf = (value: object): [unknown, unknown][] | null => {
  if (Array.isArray(value)) return [...value.entries()];
  if (value instanceof Map) return [...value];
  if (value instanceof Set) return [...value].map((one) => [one, one]);
  return isPlain(value) ? Object.entries(value) : null;
};

/**
 * Whether two answers to the same question say the same, so that nothing on the screen has to be drawn anew. False where it
 * can't be known: for bytes, files and functions.
 */
export const isSameAnswer = (a: unknown, b: unknown): boolean => {
  if (Object.is(a, b)) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (Object.getPrototypeOf(a) !== Object.getPrototypeOf(b)) return false;
  const [first, second] = [entriesOf(a), entriesOf(b)];
  if (!first || first.length !== second?.length) return false;
  // In their order, which is part of what an answer says.
  return first.every(([key, value], index) => {
    const [otherKey, other] = second[index] ?? [];
    return Object.is(key, otherKey) && isSameAnswer(value, other);
  });
};
