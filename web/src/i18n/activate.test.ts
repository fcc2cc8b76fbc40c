import { i18n } from '@lingui/core';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { activateLanguage } from './activate.ts';

vi.mock('./locales/en.po', () => ({ messages: { hello: ['Hello'] } }));
vi.mock('./locales/es.po', () => {
  throw new TypeError('Failed to fetch dynamically imported module');
});

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
