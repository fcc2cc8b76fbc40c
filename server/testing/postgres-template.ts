import { connectDatabase } from '../db/connect.ts';
import { migrateDatabase } from '../db/migrate.ts';

export const TEMPLATE_DATABASE = 'hornbook_template';

export const connectTo = (url: string) =>
  connectDatabase({ databaseUrl: url, dataDir: '', databasePoolSize: 10, databaseTimeoutMs: 60_000 });

/** Makes the migrated, empty database that every test's own is copied from. */
export async function preparePostgresTemplate(url: string): Promise<void> {
  const admin = await connectTo(url);
  await admin.query(`create database ${TEMPLATE_DATABASE}`);
  await admin.close();
  const template = await connectTo(url.replace(/\/postgres$/, `/${TEMPLATE_DATABASE}`));
  await migrateDatabase(template);
  await template.close();
}
