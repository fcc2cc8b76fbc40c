import { i18n, type Messages } from '@lingui/core';
import type { Preferences } from '../ui-state/preferences.ts';
import { chooseLocale, directionOf, type Locale, languageTag } from './languages.ts';

/** Each language is a file of its own: only the one in use is loaded. */
export type Words = Record<Locale, () => Promise<{ messages: Messages }>>;
const catalogs: Words = {
  en: () => import('./locales/en.po'),
  es: () => import('./locales/es.po'),
  'pseudo-rtl': () => import('./locales/pseudo-rtl.po'),
};

/** Words of the screens for learning, and of all others; while developing all are in the first. */
const learning: Words = {
  en: () => import('./locales/en.po?lingui'),
  es: () => import('./locales/es.po?lingui'),
  'pseudo-rtl': () => import('./locales/pseudo-rtl.po?lingui'),
};
const rest: Words = {
  en: () => import('./locales/en.po?rest?lingui'),
  es: () => import('./locales/es.po?rest?lingui'),
  'pseudo-rtl': () => import('./locales/pseudo-rtl.po?rest?lingui'),
};

let asked = 0;
let shown: Locale | null = null;
/** What is loaded late, so far. */
const wanted = new Set<Words>();

/** The words of a language, as far as they are wanted; null when they do not come. */
const loadWords = async (locale: Locale): Promise<Messages | null> => {
  try {
    const loaded = await Promise.all([catalogs, ...wanted].map((words) => words[locale]()));
    return Object.assign({}, ...loaded.map(({ messages }) => messages));
  } catch {
    return null;
  }
};

/**
 * Loads the preferred language and shows the app in it; the last of several calls wins. Where its words do not come, the
 * app stays in the language it is in, at first in English, whose words come with the first scripts: any screen is better
 * than none.
 */
export const activateLanguage = async (preference: Preferences['language']): Promise<void> => {
  const turn = ++asked;
  let locale = chooseLocale(preference, navigator.languages);
  let messages = await loadWords(locale);
  if (turn !== asked || (!messages && shown)) return;
  if (!messages) {
    locale = 'en';
    messages = (await catalogs.en()).messages;
  }
  shown = locale;
  // Dates and numbers as the learner's own region writes them.
  const regional = navigator.languages.filter((tag) => tag.split('-')[0] === languageTag(locale));
  i18n.loadAndActivate({ locale: languageTag(locale), locales: [...regional, languageTag(locale)], messages });
  document.documentElement.lang = languageTag(locale);
  document.documentElement.dir = directionOf(locale);
};

/** To be awaited by what is loaded late, before it shows: its words are not among the first. */
export const bringWords = async (...kinds: readonly Words[]): Promise<void> => {
  await Promise.all(
    kinds.map(async (words) => {
      wanted.add(words);
      for (;;) {
        const locale = shown ?? 'en';
        const { messages } = await words[locale]();
        // Shown in another language meanwhile: which may have been loaded before these words were wanted.
        if (locale !== (shown ?? 'en')) continue;
        i18n.load(languageTag(locale), messages);
        return;
      }
    }),
  );
};

/** What the screens for learning say: late-words.ts lists them. */
export const loadLearningWords = () => bringWords(learning);
/** All that the app says but for the author's desk. */
export const loadLateWords = () => bringWords(learning, rest);
