import { useLingui } from '@lingui/react/macro';

const steps = ['byte', 'kilobyte', 'megabyte', 'gigabyte'] as const;

/** Numbers and dates in the learner's language. */
export const useFormat = () => {
  const { i18n } = useLingui();
  return {
    percent: (whole: number): string => i18n.number(whole / 100, { style: 'percent', maximumFractionDigits: 0 }),
    /** As storage is sold and shown: by thousands. */
    bytes: (bytes: number): string => {
      const power = bytes < 1000 ? 0 : Math.min(3, Math.floor(Math.log10(bytes) / 3));
      const value = bytes / 1000 ** power;
      const digits = power === 0 || value >= 10 ? 0 : 1;
      // The short form of a byte is one, however many there are.
      const unitDisplay = power === 0 ? 'long' : 'short';
      return i18n.number(value, { style: 'unit', unit: steps[power], unitDisplay, maximumFractionDigits: digits });
    },
    day: (at: number): string => i18n.date(at, { dateStyle: 'medium' }),
    dayAndTime: (at: number): string => i18n.date(at, { dateStyle: 'medium', timeStyle: 'short' }),
  };
};
