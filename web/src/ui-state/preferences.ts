import { create } from 'zustand';

/** How this device shows the app. Kept on the device only: a phone and a desk differ. */
export interface Preferences {
  language: 'system' | 'en' | 'es' | 'pseudo-rtl';
  theme: 'system' | 'light' | 'dark';
  textSize: 'small' | 'medium' | 'large' | 'largest';
  reading: 'normal' | 'wide';
  contrast: 'system' | 'more';
  /** Digits choose an answer without a modifier; some learners' tools need that off. */
  digitKeys: boolean;
  /** Programs are written in the browser's own field, which screen readers know best. */
  plainEditor: boolean;
  /** Whether the service has a tutor, as it said last. */
  tutor: 'unknown' | 'there' | 'none';
  /** That there is none has been said. */
  tutorNoteRead: boolean;
  /** The model of this browser may answer. */
  ownModel: boolean;
  /** Somebody has begun to learn here: until the device's rows are read, a newcomer's screen would be wrong. */
  begun: boolean;
}

const defaults: Preferences = {
  language: 'system',
  theme: 'system',
  textSize: 'medium',
  reading: 'normal',
  contrast: 'system',
  digitKeys: true,
  plainEditor: false,
  tutor: 'unknown',
  tutorNoteRead: false,
  ownModel: false,
  begun: false,
};

const storageKey = 'hornbook-preferences';

/** `?locale=es` in the address asks for a language, for this opening of the app. */
const askedLanguage = (): Partial<Preferences> => {
  const asked = new URLSearchParams(location.search).get('locale');
  return asked === 'en' || asked === 'es' || asked === 'pseudo-rtl' ? { language: asked } : {};
};

const readStored = (): Preferences => {
  const language = askedLanguage();
  try {
    return { ...defaults, ...JSON.parse(localStorage.getItem(storageKey) ?? '{}'), ...language };
  } catch {
    // Storage may be forbidden or hold something unreadable: the app then looks as it does for a newcomer.
    return { ...defaults, ...language };
  }
};

export const usePreferences = create<Preferences>(() => readStored());

/** Changes some preferences and keeps them. */
export const setPreferences = (change: Partial<Preferences>): void => {
  usePreferences.setState(change);
  try {
    localStorage.setItem(storageKey, JSON.stringify(usePreferences.getState()));
  } catch {
    // Without storage the choice holds until the app is closed.
  }
};

/** Puts the preferences on the document, where tokens.css reads them. */
export const showPreferences = ({ theme, textSize, reading, contrast }: Preferences): void => {
  const more = contrast === 'more' || matchMedia('(prefers-contrast: more)').matches;
  Object.assign(document.documentElement.dataset, { theme, textSize, reading, contrast: more ? 'more' : 'normal' });
};
