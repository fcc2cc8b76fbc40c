import type { Preferences } from '../ui-state/preferences.ts';

export type Locale = Exclude<Preferences['language'], 'system'>;

/** The languages a learner can choose, each by its own name. */
export const languages: { locale: Locale; name: string }[] = [
  { locale: 'en', name: 'English' },
  { locale: 'es', name: 'Español' },
];

/** The locale for a preference: the first of the system's languages that there is, else English. */
export const chooseLocale = (preference: Preferences['language'], system: readonly string[]): Locale => {
  if (preference !== 'system') return preference;
  for (const tag of system) {
    const found = languages.find(({ locale }) => locale === tag.toLowerCase().split('-')[0]);
    if (found) return found.locale;
  }
  return 'en';
};

/** What `lang` and Intl are given; the pseudo locale counts and dates as English does. */
export const languageTag = (locale: Locale): string => (locale === 'pseudo-rtl' ? 'en' : locale);
export const directionOf = (locale: Locale): 'ltr' | 'rtl' => (locale === 'pseudo-rtl' ? 'rtl' : 'ltr');
