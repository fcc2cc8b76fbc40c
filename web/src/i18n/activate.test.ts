import { i18n } from '@lingui/core';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { activateLanguage, bringWords } from './activate.ts';

const spanish = vi.hoisted(() => ({ comes: false }));
vi.mock('./locales/en.po', () => ({ messages: { hello: ['Hello'] } }));
vi.mock('./locales/pseudo-rtl.po', () => ({ messages: { hello: ['olleH'] } }));
vi.mock('./locales/es.po', () => ({
  get messages() {
    if (!spanish.comes) throw new TypeError('Failed to fetch dynamically imported module');
    return { hello: ['Hola'] };
  },
}));

beforeEach(() => {
  vi.stubGlobal('navigator', { languages: ['es-MX', 'en-GB'] });
  vi.stubGlobal('document', { documentElement: {} });
});
afterEach(() => {
  vi.unstubAllGlobals();
});

test('words that do not come over a bad link leave the app in English, not without a screen', async () => {
  await activateLanguage('system');
  expect(i18n.locale).toBe('en');
  expect(i18n.locales).toEqual(['en-GB', 'en']);
  expect(document.documentElement.lang).toBe('en');
});

test('an app that is shown in a language stays in it when the words of another do not come', async () => {
  await activateLanguage('pseudo-rtl');
  const before = i18n.locale;
  await activateLanguage('es');
  expect([i18n.locale, i18n._('hello')]).toEqual([before, 'olleH']);
});

test('what is loaded late is in the language that is shown when it is there, also where that was changed meanwhile', async () => {
  await activateLanguage('en');
  spanish.comes = true;
  let arrive = () => {};
  const late = {
    en: () =>
      new Promise<{ messages: { late: string[] } }>((resolve) => {
        arrive = () => resolve({ messages: { late: ['Late'] } });
      }),
    es: async () => ({ messages: { late: ['Tarde'] } }),
    'pseudo-rtl': async () => ({ messages: { late: ['etaL'] } }),
  };
  // What the choice loads does not know of words that are wanted only afterwards.
  const chosen = activateLanguage('es');
  const brought = bringWords(late);
  await chosen;
  arrive();
  await brought;
  expect([i18n.locale, i18n._('late')]).toEqual(['es', 'Tarde']);
});
