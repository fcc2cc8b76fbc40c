/** The header of an answer that says how long the service was at it, as browsers show it too. */
export const SERVED_HEADER = 'server-timing';

/** Value of the header for a request that was worked on for so many milliseconds, waiting its turn included. */
export const servedHeader = (ms: number): string => `served;dur=${Math.max(0, Math.round(ms))}`;

/** What that header says, in milliseconds; undefined where it is missing or says something else. */
export const servedMsOf = (headers: Pick<Headers, 'get'>): number | undefined => {
  const [, digits] = /(?:^|,)\s*served;dur=(\d{1,9})\b/.exec(headers.get(SERVED_HEADER) ?? '') ?? [];
  return digits === undefined ? undefined : Number(digits);
};
