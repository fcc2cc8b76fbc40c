import { expect, test } from 'vitest';
import { readEnv, SettingsError } from './env.ts';

test('nothing set is a working set of settings', () => {
  const env = readEnv({});
  expect(env).toMatchObject({ port: 3000, databaseUrl: undefined, developerLinks: false, trustProxy: false });
  expect(env.dataDir).toMatch(/\.data$/);
});

test('an empty value counts as not given', () => {
  expect(readEnv({ PORT: '', DATABASE_URL: ' ' })).toMatchObject({ port: 3000, databaseUrl: undefined });
});

test('every wrong setting is named at once, with what it is and what to give instead', () => {
  const read = () => readEnv({ PORT: 'eighty', DATABASE_URL: 'mysql://x', TRUST_PROXY: 'yes', METRICS_TOKEN: 'short' });
  expect(read).toThrow(SettingsError);
  expect(read).toThrow(/PORT is not a number.*DATABASE_URL is not a postgres.*TRUST_PROXY.*METRICS_TOKEN/s);
  expect(() => readEnv({ PORT: '70000' })).toThrow(/PORT is more than 65535/);
});

test('Electric without a Postgres server is refused', () => {
  expect(() => readEnv({ ELECTRIC_URL: 'http://localhost:1' })).toThrow(/DATABASE_URL/);
  expect(() => readEnv({ ELECTRIC_SECRET: 'x' })).toThrow(/ELECTRIC_URL/);
});

test('a public address loses its last slash, so that paths can be put behind it', () => {
  expect(readEnv({ PUBLIC_URL: 'https://learn.example.org/' }).publicUrl).toBe('https://learn.example.org');
});
