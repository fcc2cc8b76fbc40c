import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { readEnv, SettingsError, settings } from './env.ts';

test('nothing set is a working set of settings', () => {
  const env = readEnv({});
  expect(env).toMatchObject({ port: 3000, databaseUrl: undefined, trustProxy: false });
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

test('storage by S3 is given whole or not at all', () => {
  const given = { S3_ENDPOINT: 'http://minio:9000', S3_BUCKET: 'hornbook', S3_ACCESS_KEY_ID: 'key' };
  expect(() => readEnv(given)).toThrow(/S3_SECRET_ACCESS_KEY missing/);
  expect(() => readEnv({ ...given, S3_SECRET_ACCESS_KEY: 's', S3_BUCKET: 'No bucket' })).toThrow(
    /S3_BUCKET is not the name/,
  );
  expect(readEnv({ ...given, S3_SECRET_ACCESS_KEY: 's' }).s3).toEqual({
    ...{ endpoint: 'http://minio:9000', bucket: 'hornbook', region: 'us-east-1', pathStyle: true },
    ...{ accessKeyId: 'key', secretAccessKey: 's' },
  });
  expect(readEnv({}).s3).toBeNull();
});

test('a tutor needs an address and a model, and then has limits', () => {
  expect(readEnv({}).tutor).toBeNull();
  expect(() => readEnv({ TUTOR_URL: 'http://localhost:1/v1' })).toThrow(/TUTOR_MODEL/);
  expect(() => readEnv({ TUTOR_KEY: 'secret' })).toThrow(/TUTOR_URL/);
  expect(readEnv({ TUTOR_URL: 'http://localhost:1/v1/', TUTOR_MODEL: 'm' }).tutor).toEqual({
    url: 'http://localhost:1/v1',
    model: 'm',
    key: undefined,
    questionsADay: 50,
    tokensADay: 2_000_000,
  });
});

test('a public address loses its last slash, so that paths can be put behind it', () => {
  expect(readEnv({ PUBLIC_URL: 'https://learn.example.org/' }).publicUrl).toBe('https://learn.example.org');
});

test('the README names every setting, and the defaults there are', () => {
  const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8');
  const rows = [...readme.matchAll(/^\| (`[A-Z0-9_`, ]+`) \| ([^|]+) \|/gm)].map(([, names = '', values = '']) => [
    names.replaceAll('`', '').split(', '),
    values.replaceAll('`', '').split(', '),
  ]);
  const told = new Map(
    rows.flatMap(([names = [], values = []]) => names.map((name, at) => [name, values[at] ?? values[0]])),
  );
  const standard: Record<string, unknown> = Object.fromEntries(
    Object.entries(settings).map(([name, { schema }]) => [name, schema.parse(undefined)]),
  );
  expect([...told.keys()].sort()).toEqual(Object.keys(standard).sort());
  for (const [name, value] of Object.entries(standard))
    expect(`${name} ${told.get(name)}`).toBe(
      `${name} ${value === undefined ? 'none' : value === false ? 'off' : value}`,
    );
});
