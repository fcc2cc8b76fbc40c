import { bringWords, type Words } from '../../i18n/activate.ts';

/** The desk has many words of its own: they come with it. While developing all are in the first. */
const words: Words = {
  en: () => import('../../i18n/locales/en.po?desk?lingui'),
  es: () => import('../../i18n/locales/es.po?desk?lingui'),
  'pseudo-rtl': () => import('../../i18n/locales/pseudo-rtl.po?desk?lingui'),
};

export const loadDeskWords = () => bringWords(words);
