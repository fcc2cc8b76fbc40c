/** The device's own clock, right or wrong. One place, so that tests can set it. */
let source = (): number => Date.now();

export const now = (): number => source();
export const setClock = (clock: () => number): void => {
  source = clock;
};

export const timeZone = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone || 'UTC';
/** Minutes east of UTC at an instant, in the zone of this device. */
export const utcOffsetMinutes = (at: number): number => -new Date(at).getTimezoneOffset();
