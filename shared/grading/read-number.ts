/**
 * What a learner may have meant by a typed number: none, one or two readings. Decimal comma or point, digits grouped by
 * spaces, apostrophes, commas or points, any minus sign, fractions and mixed numbers, powers of ten, the digits of any
 * common script, percent, and the question's unit behind or before it.
 */
export const readNumber = (text: string, unit: string | null): number[] => {
  const plain = plainForm(text.slice(0, MAX_LENGTH));
  const number = withoutUnit(plain, unit === null ? '' : plainForm(unit));
  const readings = [
    ...readPlain(number),
    ...(number.endsWith('%') ? readPlain(number.slice(0, -1).trim()).map(percent) : []),
  ];
  return [...new Set(readings.filter(Number.isFinite))];
};

/** Longer is no number anyone means, and patterns must not be fed novels. */
const MAX_LENGTH = 100;
const percent = (value: number): number => value / 100;

const readPlain = (text: string): number[] => {
  const power = /^(?:(.+?) ?[x×*·⋅] ?)?10 ?\^ ?([+-]?\d{1,3})$/i.exec(text);
  // Through text: 3 × 10^-2 must be the same number as 0.03.
  if (power) return readDecimal(power[1] ?? '1').map((value) => Number(`${value}e${power[2]}`));
  const mixed = /^([+-]?) ?(?:(\d{1,9}) )?(\d{1,9}) ?\/ ?(\d{1,9})$/.exec(text);
  if (mixed) {
    const [, sign, whole, above, below] = mixed;
    const size = Number(whole ?? 0) + Number(above) / Number(below);
    return [sign === '-' ? -size : size];
  }
  return readDecimal(text);
};

/** A decimal with optional groups of three digits and optional exponent. Where one separator could be either, both are read. */
const readDecimal = (text: string): number[] => {
  const match = /^([+-]?) ?([\d.,' ]*\d[\d.,' ]*?)(e[+-]?\d{1,3})?$/i.exec(text);
  if (!match?.[2]) return [];
  const [, sign = '', body, exponent = ''] = match;
  const readings = new Set<string>();
  for (const [point, groups] of separators) {
    const digits = ungrouped(body, point, groups);
    if (digits !== null) readings.add(digits);
  }
  return [...readings].map((digits) => Number(`${sign}${digits}${exponent}`));
};

const separators: readonly (readonly [point: '.' | ',', groups: string])[] = [
  ['.', " '"],
  [',', " '"],
  ['.', ','],
  [',', '.'],
];

/** The number in JavaScript's own form, or null when it isn't written with this point and these group separators. */
const ungrouped = (body: string, point: string, groups: string): string | null => {
  const [whole = '', fraction = '', ...more] = body.trim().split(point);
  if (more.length > 0 || /\D/.test(fraction)) return null;
  if (!/\D/.test(whole)) return whole === '' && fraction === '' ? null : `${whole || '0'}.${fraction || '0'}`;
  const separator = [...groups].find((candidate) => whole.includes(candidate));
  if (separator === undefined) return null;
  const [first = '', ...rest] = whole.split(separator);
  // "0,250" groups nothing: nobody writes a thousand that begins with nought.
  const isGrouped = /^[1-9]\d{0,2}$/.test(first) && rest.every((group) => /^\d{3}$/.test(group));
  return isGrouped ? `${first}${rest.join('')}.${fraction || '0'}` : null;
};

const withoutUnit = (text: string, unit: string): string => {
  if (unit === '') return text;
  const lower = text.toLowerCase();
  for (const form of [unit.toLowerCase(), unit.toLowerCase().replaceAll(/[ ^]/g, '')]) {
    // toLowerCase may change lengths for a few letters; then the unit simply isn't found.
    if (lower.endsWith(form) && lower.length === text.length) return text.slice(0, text.length - form.length).trim();
    if (lower.startsWith(form) && lower.length === text.length) return text.slice(form.length).trim();
  }
  return text;
};

/** Typographic forms made plain: signs, spaces, digits, fractions, superscripts. */
const plainForm = (text: string): string =>
  text
    .replaceAll(/[¼-¾⅐-⅞↉]/g, (fraction) => ` ${fraction.normalize('NFKC')}`)
    .replaceAll(/[⁰¹²³⁴-⁹⁺⁻]+/g, (raised) => `^${raised.normalize('NFKC')}`)
    .normalize('NFKC')
    .replaceAll(/[\u0660-\u0669\u06f0-\u06f9\u0966-\u096f\u09e6-\u09ef]/g, westernDigit)
    .replaceAll(/[\u2010-\u2015\u2212]/g, '-')
    .replaceAll(/[\u2044\u2215÷]/g, '/')
    .replaceAll(/[\u2018\u2019\u02bc`´]/g, "'")
    .replaceAll('\u066b', '.')
    .replaceAll('\u066c', ',')
    .replaceAll(/[\u200b-\u200f\u2060-\u2069\ufeff]/g, '')
    .replaceAll(/\s+/g, ' ')
    .trim()
    .replace(/^= ?/, '')
    .replace(/^(- )(?=\S)/, '-');

/** Arabic, Persian, Devanagari and Bengali digits: each script's ten stand in a row, beginning at ….0 or at ….6. */
const westernDigit = (digit: string): string => {
  const code = digit.charCodeAt(0);
  return String((code & 15) - (code >= 0x0960 ? 6 : 0));
};
