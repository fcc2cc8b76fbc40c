import { fileURLToPath } from 'node:url';
import { getCatalogs } from '@lingui/cli/api';
import { getConfig } from '@lingui/conf';
import { expect, test } from 'vitest';

const web = fileURLToPath(new URL('../../', import.meta.url));
const config = getConfig({ configPath: `${web}lingui.config.ts`, cwd: web });

/** What the sources say, and what each language has for it. */
const read = async () => {
  const [catalog] = await getCatalogs(config);
  if (!catalog) throw new Error('lingui.config.ts names no catalog');
  const [said, english, spanish] = await Promise.all([catalog.collect(), catalog.read('en'), catalog.read('es')]);
  return { said: Object.keys(said ?? {}).sort(), english: english ?? {}, spanish: spanish ?? {} };
};

// The sources are all read, which takes a while where other things run too.
const PATIENCE_MS = 90_000;

test('every text of the app is in the catalogs, and nothing else (run `npm run i18n` after changing one)', {
  timeout: PATIENCE_MS,
}, async () => {
  const { said, english, spanish } = await read();
  expect(Object.keys(english).sort()).toEqual(said);
  expect(Object.keys(spanish).sort()).toEqual(said);
});

test('every text has its Spanish', { timeout: PATIENCE_MS }, async () => {
  const { spanish } = await read();
  const untranslated = Object.values(spanish).filter(({ translation }) => !translation);
  expect(untranslated.map(({ message }) => message)).toEqual([]);
});
