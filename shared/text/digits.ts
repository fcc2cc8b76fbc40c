// Printable, and not altered by JSON: no space, quotation mark or backslash. Digits are characters, so that gzip and the
// measure of a row count each as one byte.
const DIGITS = Array.from({ length: 94 }, (_, index) => String.fromCharCode(33 + index)).filter(
  (digit) => digit !== '"' && digit !== '\\',
);
const BASE = DIGITS.length;
const VALUES = new Map(DIGITS.map((digit, value) => [digit, value]));

// A number's last digit is one of the first sixty; the others go before it, five bits each.
const LAST = 60;
const MORE = BASE - LAST;
const MOST_DIGITS = 9;

/** A number from 0 on, most often as one digit. */
export const writeNumber = (value: number): string => {
  let written = '';
  let rest = value;
  while (rest >= LAST) {
    written += DIGITS[LAST + ((rest - LAST) % MORE)];
    rest = Math.floor((rest - LAST) / MORE);
  }
  return written + DIGITS[rest];
};

/** The numbers that were written one after another; null of what was not. */
export const readNumbers = (written: string): number[] | null => {
  const numbers: number[] = [];
  let before: number[] = [];
  for (let at = 0; at < written.length; at++) {
    const digit = VALUES.get(written[at] as string);
    if (digit === undefined || before.length === MOST_DIGITS) return null;
    if (digit >= LAST) {
      before.push(digit - LAST);
      continue;
    }
    numbers.push(before.reduceRight((sum, more) => sum * MORE + more + LAST, digit));
    before = [];
  }
  return before.length === 0 ? numbers : null;
};

/** How many numbers below `radix` are written together, and in how many digits. */
const groupOf = (radix: number): number => {
  let group = 1;
  while (radix ** (group + 1) <= Number.MAX_SAFE_INTEGER) group += 1;
  return group;
};
const digitsFor = (radix: number, group: number): number => {
  const most = radix ** group;
  let digits = 1;
  while (BASE ** digits < most) digits += 1;
  return digits;
};

/**
 * Numbers from 0 to below `radix`, which must be at least 2 and at most 2^53: as many together as are exact in a double, so
 * that hardly a part of a digit is lost.
 */
export const packNumbers = (numbers: readonly number[], radix: number): string => {
  const group = groupOf(radix);
  let packed = '';
  for (let at = 0; at < numbers.length; at += group) {
    const part = numbers.slice(at, at + group);
    let value = part.reduce((sum, number) => sum * radix + number, 0);
    let digits = '';
    for (let left = digitsFor(radix, part.length); left > 0; left--) {
      digits = DIGITS[value % BASE] + digits;
      value = Math.floor(value / BASE);
    }
    packed += digits;
  }
  return packed;
};

/** `count` numbers as they were packed; null of what was not. */
export const unpackNumbers = (packed: string, count: number, radix: number): number[] | null => {
  const group = groupOf(radix);
  const numbers: number[] = [];
  let at = 0;
  while (numbers.length < count) {
    const size = Math.min(group, count - numbers.length);
    const end = at + digitsFor(radix, size);
    if (end > packed.length) return null;
    let value = 0;
    for (; at < end; at++) {
      const digit = VALUES.get(packed[at] as string);
      if (digit === undefined) return null;
      value = value * BASE + digit;
    }
    if (value >= radix ** size) return null;
    const first = numbers.length;
    numbers.length += size;
    for (let index = size - 1; index >= 0; index--) {
      numbers[first + index] = value % radix;
      value = Math.floor(value / radix);
    }
  }
  return at === packed.length ? numbers : null;
};
