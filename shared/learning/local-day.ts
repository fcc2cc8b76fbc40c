/** A learner's day begins at four in the morning: what is done at 2 a.m. still belongs to yesterday. */
export const DAY_STARTS_MS = 4 * 3_600_000;
export const DAY_MS = 86_400_000;

const formats = new Map<string, Intl.DateTimeFormat>();

const formatFor = (timeZone: string): Intl.DateTimeFormat => {
  let format = formats.get(timeZone);
  if (!format) {
    const parts = {
      calendar: 'gregory',
      numberingSystem: 'latn',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
    } as const;
    try {
      format = new Intl.DateTimeFormat('en-US', { ...parts, timeZone });
    } catch {
      // A zone this runtime has never heard of must not stop an answer from being stored.
      format = new Intl.DateTimeFormat('en-US', { ...parts, timeZone: 'UTC' });
    }
    formats.set(timeZone, format);
  }
  return format;
};

/** 'YYYY-MM-DD' of (instant − 4 h) in a zone. Written down when something happens and never computed again. */
export const localDay = (at: number, timeZone: string): string => {
  const part: Record<string, string> = {};
  for (const { type, value } of formatFor(timeZone).formatToParts(at - DAY_STARTS_MS)) part[type] = value;
  return `${part.year?.padStart(4, '0')}-${part.month}-${part.day}`;
};

/** Days since 1970-01-01 of a local day; differences of these are the only day arithmetic there is. */
export const dayNumber = (day: string): number => {
  // Cut, not split: it is asked of every day there was, several times over.
  const [year, month, date] = [Number(day.slice(0, -6)), Number(day.slice(-5, -3)), Number(day.slice(-2))];
  // Years are counted from March, so that the leap day comes last (the usual civil-calendar arithmetic).
  const y = month <= 2 ? year - 1 : year;
  const era = Math.floor(y / 400);
  const yearOfEra = y - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + date - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146_097 + dayOfEra - 719_468;
};

/** The local day with a number: the inverse of `dayNumber`. */
export const dayOfNumber = (number: number): string => {
  const shifted = number + 719_468;
  const era = Math.floor(shifted / 146_097);
  const dayOfEra = shifted - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const fromMarch = Math.floor((5 * dayOfYear + 2) / 153);
  const date = dayOfYear - Math.floor((153 * fromMarch + 2) / 5) + 1;
  const month = fromMarch + (fromMarch < 10 ? 3 : -9);
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
  return [String(year).padStart(4, '0'), String(month).padStart(2, '0'), String(date).padStart(2, '0')].join('-');
};

/** 'YYYY-MM' of a local day, or of anything that begins with one. */
export const monthOf = (localDay: string): string => localDay.slice(0, 7);
