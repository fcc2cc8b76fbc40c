import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { DrizzleSnapshotJSON } from 'drizzle-kit/api';
import { sql } from 'drizzle-orm';
import type { Database } from './connect.ts';
import { declaredTables } from './declared-tables.ts';
import { applyDerivedObjects } from './derived-objects.ts';
import { readMeta, writeMeta } from './meta.ts';
import { applyMigrations, findMigrationsFolder } from './migrate.ts';

const PUSHED = 'pushed-definition';

/** What the latest migration leaves. */
function migratedDefinition(): DrizzleSnapshotJSON {
  const folder = join(findMigrationsFolder(), 'meta');
  const latest = readdirSync(folder)
    .filter((name) => name.endsWith('_snapshot.json'))
    .sort()
    .at(-1);
  return JSON.parse(readFileSync(join(folder, latest ?? ''), 'utf8'));
}

/** The statements that bring tables made by `before` to what the sources declare now, and what that is. */
export async function differenceFrom(before: DrizzleSnapshotJSON) {
  // A development tool, so it is loaded only where it is used.
  const { generateDrizzleJson, generateMigration } = await import('drizzle-kit/api');
  const declared = generateDrizzleJson(declaredTables, before.id, undefined, 'snake_case');
  const parts = (await generateMigration(before, declared)).flatMap((text) => text.split('--> statement-breakpoint'));
  return { declared, statements: parts.map((part) => part.trim()).filter(Boolean) };
}

export const differenceFromMigrations = () => differenceFrom(migratedDefinition());

/**
 * Brings a development database to what the sources declare, without a migration. What was pushed is remembered in the
 * database, so pushing again applies only what has changed since; it is compared with the sources and never with what
 * the database holds, where drizzle-kit would find our policies and checks and drop them.
 */
export async function pushDefinition(
  database: Database,
  mayApply: (statements: string[]) => Promise<void>,
): Promise<string[]> {
  // What is derived comes last: it needs the very columns that are pushed here.
  await applyMigrations(database);
  const pushed = await readMeta(database, PUSHED);
  const { declared, statements } = await differenceFrom(pushed ? JSON.parse(pushed) : migratedDefinition());
  if (statements.length > 0) {
    await mayApply(statements);
    await database.transaction(async (tx) => {
      for (const statement of statements) await tx.execute(sql.raw(statement));
    });
    await writeMeta(database, PUSHED, JSON.stringify(declared));
  }
  await applyDerivedObjects(database.db);
  return statements;
}
