import { i18n, type Messages } from '@lingui/core';
import type { Preferences } from '../ui-state/preferences.ts';
import { chooseLocale, directionOf, type Locale, languageTag } from './languages.ts';

/** Each language is a file of its own: only the one in use is loaded. */
const catalogs: Record<Locale, () => Promise<{ messages: Messages }>> = {
  en: () => import('./locales/en.po'),
  es: () => import('./locales/es.po'),
  'pseudo-rtl': () => import('./locales/pseudo-rtl.po'),
};

let asked = 0;

/** The words of a language, or the English ones, which come with the first scripts: any screen is better than none. */
const loadWords = async (locale: Locale): Promise<{ locale: Locale; messages: Messages }> => {
  try {
    return { locale, messages: (await catalogs[locale]()).messages };
  } catch {
    return { locale: 'en', messages: (await catalogs.en()).messages };
  }
};

/** Loads the preferred language and shows the app in it; the last of several calls wins. */
export const activateLanguage = async (preference: Preferences['language']): Promise<void> => {
  const turn = ++asked;
  const { locale, messages } = await loadWords(chooseLocale(preference, navigator.languages));
  if (turn !== asked) return;
  // Dates and numbers as the learner's own region writes them.
  const regional = navigator.languages.filter((tag) => tag.split('-')[0] === languageTag(locale));
  i18n.loadAndActivate({ locale: languageTag(locale), locales: [...regional, languageTag(locale)], messages });
  document.documentElement.lang = languageTag(locale);
  document.documentElement.dir = directionOf(locale);
};
