import { describe, test } from 'vitest';
import { migrateDatabase } from '../db/migrate.ts';
import { feedContract } from '../testing/feed-contract.ts';
import { connectTo } from '../testing/postgres-template.ts';
import { electricProxy } from './electric-proxy.ts';

// A real Electric service, and the Postgres it replicates: a database for tests, to which learners are added.
const { ELECTRIC_TEST_URL: url, ELECTRIC_TEST_DATABASE_URL: databaseUrl, ELECTRIC_TEST_SECRET: secret } = process.env;

if (url && databaseUrl)
  describe('a real Electric service behind our proxy', () =>
    feedContract(async () => {
      const database = await connectTo(databaseUrl);
      await migrateDatabase(database);
      const stop = new AbortController();
      return {
        database,
        endpoint: electricProxy({ url, secret, database, stopping: stop.signal }),
        committed: () => {},
        restart: async () => {},
        close: async () => {
          stop.abort();
          await database.close();
        },
      };
    }));
else
  test.skip('a real Electric service behind our proxy: set ELECTRIC_TEST_URL and ELECTRIC_TEST_DATABASE_URL to try it', () => {});
