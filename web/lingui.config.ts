import { defineConfig } from '@lingui/cli';

/** English is the source; Spanish is kept complete; pseudo-rtl shows in tests what was never translated or mirrored. */
export default defineConfig({
  sourceLocale: 'en',
  locales: ['en', 'es', 'pseudo-rtl'],
  pseudoLocale: 'pseudo-rtl',
  fallbackLocales: { 'pseudo-rtl': 'en' },
  catalogs: [
    {
      path: '<rootDir>/src/i18n/locales/{locale}',
      include: ['<rootDir>/src'],
      // What a test says, no learner reads.
      exclude: ['**/*.test.ts', '**/*.test.tsx'],
    },
  ],
  format: 'po',
  formatOptions: { lineNumbers: false },
  orderBy: 'message',
});
