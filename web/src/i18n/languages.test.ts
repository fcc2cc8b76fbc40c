import { expect, test } from 'vitest';
import { chooseLocale } from './languages.ts';

test('a language chosen in the app wins over the system', () => {
  expect(chooseLocale('es', ['en-GB'])).toBe('es');
});

test('the first known language of the system is taken, whatever its region', () => {
  expect(chooseLocale('system', ['fr-FR', 'ES-mx', 'en'])).toBe('es');
});

test('without a known language the app is in English', () => {
  expect(chooseLocale('system', ['ja', 'fi'])).toBe('en');
  expect(chooseLocale('system', [])).toBe('en');
});
