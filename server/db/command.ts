import { spawnSync } from 'node:child_process';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline/promises';
import { parseArgs } from 'node:util';
import { showCode } from '@hornbook/shared/identity/pairing-code.ts';
import { makeAuth } from '../auth/auth.ts';
import { noteBesideBackups, takeAwayAgain } from '../auth/beside-backups.ts';
import { describeResult, publishFolderCourses } from '../content/publish-folders.ts';
import { seedDemo } from '../demo/seed-demo.ts';
import { type Env, readEnv } from '../env.ts';
import { exitWithReason, Refusal } from '../exit-with-reason.ts';
import { backUp, emptyDatabase, latestBackup, restore } from './backup.ts';
import { connectDatabase, type Database, DatabaseUnavailable, withoutPassword } from './connect.ts';
import { setAside } from './embedded-folder.ts';
import { lockDataDirectory } from './lock.ts';
import { appliedMigrations, findMigrationsFolder, migrateDatabase } from './migrate.ts';
import { pushDefinition } from './push-definition.ts';

const print = (line: string) => void process.stdout.write(`${line}\n`);
const serverFolder = join(dirname(findMigrationsFolder()), 'server');
const whereIs = (env: Env) =>
  env.databaseUrl ? withoutPassword(env.databaseUrl) : `the embedded one in ${env.dataDir}`;

/** Opens the database for one command; the embedded one only if no service holds it. */
async function withDatabase(env: Env, doing: string, work: (database: Database) => Promise<void>) {
  const database = await connectDatabase(env, doing);
  try {
    await work(database);
  } finally {
    await database.close();
  }
}

/** Asks before something that cannot be taken back, unless --yes was given. */
async function confirm(question: string, yes: boolean) {
  if (yes) return;
  if (!process.stdin.isTTY) throw new Refusal(`${question} There is nobody to ask here; give --yes to go ahead.`);
  const asking = createInterface({ input: process.stdin, output: process.stdout });
  const reply = await asking.question(`${question} Type yes to go ahead: `);
  asking.close();
  if (reply.trim().toLowerCase() !== 'yes') throw new Refusal('Nothing was changed.');
}

/** drizzle-kit, in the folder of its configuration. */
function drizzleKit(args: string[], env: Env, settings: Record<string, string> = {}) {
  const connection = env.databaseUrl
    ? { DATABASE_URL: env.databaseUrl }
    : { HORNBOOK_PGLITE: join(env.dataDir, 'pglite') };
  const { status } = spawnSync(process.execPath, [join(serverFolder, 'node_modules/drizzle-kit/bin.cjs'), ...args], {
    cwd: serverFolder,
    stdio: 'inherit',
    env: { ...process.env, ...connection, ...settings },
  });
  if (status !== 0) throw new Refusal('drizzle-kit ended with an error, shown above.');
}

/** The same for what opens the database itself: under our lock, since two processes on it lose rows. */
async function drizzleKitOnDatabase(args: string[], env: Env, doing: string) {
  await withDatabase(env, doing, migrateDatabase);
  const unlock = env.databaseUrl ? () => {} : lockDataDirectory(env.dataDir, doing);
  try {
    drizzleKit(args, env);
  } finally {
    unlock();
  }
}

const commands: Record<string, (env: Env, args: string[]) => Promise<void>> = {
  async generate(env, args) {
    if (!args.some((arg) => arg === '--name' || arg.startsWith('--name=')))
      throw new Refusal('Name the migration by what it does: npm run db:generate -- --name add_bookmarks');
    drizzleKit(['generate', ...args], env);
  },

  migrate: (env) =>
    withDatabase(env, 'db:migrate', async (database) => {
      const before = await appliedMigrations(database);
      const file = await backUp(database, env.dataDir);
      if (file) print(`Backed up to ${file}`);
      await migrateDatabase(database);
      const applied = (await appliedMigrations(database)) - before;
      print(applied === 0 ? 'The database was up to date.' : `Applied ${applied} migrations.`);
    }),

  async push(env, args) {
    const { values } = parseArgs({ args, options: { yes: { type: 'boolean', default: false } } });
    await withDatabase(env, 'db:push', async (database) => {
      const statements = await pushDefinition(database, async (wanted) => {
        for (const statement of wanted) print(statement);
        if (wanted.some((statement) => /\b(drop|truncate)\b|set data type/i.test(statement)))
          await confirm(`This can lose data in ${whereIs(env)}.`, values.yes);
      });
      print(statements.length === 0 ? 'The database was as declared.' : `Ran ${statements.length} statements.`);
    });
    print('For development: what you keep needs a migration (npm run db:generate -- --name …), then npm run db:reset.');
  },

  async seed(env, args) {
    const { values } = parseArgs({ args, options: { demo: { type: 'boolean', default: false } } });
    await withDatabase(env, 'db:seed', async (database) => {
      await migrateDatabase(database);
      await publishCourses(database);
      if (values.demo) await addDemoLearners(database, env);
    });
  },

  async reset(env, args) {
    const { values } = parseArgs({ args, options: { yes: { type: 'boolean', default: false } } });
    await confirm(`This deletes everything in ${whereIs(env)}.`, values.yes);
    await withDatabase(env, 'db:reset', async (database) => {
      await emptyDatabase(database);
      await publishCourses(database);
    });
    print('The database is as on the first day.');
  },

  async studio(env, args) {
    print('The studio is a page on the internet (local.drizzle.studio) that reads your database from this machine.');
    await drizzleKitOnDatabase(['studio', ...args], env, 'db:studio');
  },

  backup: (env) =>
    withDatabase(env, 'db:backup', async (database) => {
      const file = await backUp(database, env.dataDir);
      if (!file) throw new Refusal('The database is empty: there is nothing to back up.');
      print(`Backed up to ${file}`);
    }),

  async restore(env, args) {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: { yes: { type: 'boolean', default: false } },
    });
    const file = positionals[0] ?? latestBackup(env.dataDir);
    if (!file) throw new Refusal(`There is no backup in ${env.dataDir}. Name one: npm run db:restore -- <file>`);
    await confirm(`This replaces everything in ${whereIs(env)} by ${file}.`, values.yes);
    const restoreInto = async (database: Database) => {
      // A database that is empty, or older than the list, has nothing to tell; one that is broken is being replaced.
      await noteBesideBackups(database, env.dataDir).catch((error: Error) =>
        print(`What is replaced could not say who was erased (${error.message}); the lists kept so far count.`),
      );
      const epoch = await restore(database, file);
      const { erased, revoked, leaving } = await takeAwayAgain(database, env.dataDir);
      if (erased > 0) print(`${erased} learners who were erased after that backup was made were erased again.`);
      if (revoked > 0) print(`${revoked} devices that were signed out since were signed out again.`);
      if (leaving > 0) print(`${leaving} learners who have asked to be deleted since have their days of grace again.`);
      print(`Restored. The epoch is now ${epoch}: every device sends again what the backup lacks.`);
    };
    try {
      await withDatabase(env, 'db:restore', restoreInto);
    } catch (error) {
      // A database that does not open is what one restores for.
      if (env.databaseUrl || !(error instanceof DatabaseUnavailable)) throw error;
      print(`${error.message}\nIt was moved to ${setAside(env.dataDir)}.`);
      await withDatabase(env, 'db:restore', restoreInto);
    }
  },
};

async function addDemoLearners(database: Database, env: Env) {
  const { pairings } = await makeAuth(database, env);
  for (const { learner, attempts, rows } of await seedDemo(database)) {
    print(`${learner.fullName} (${learner.email}): ${attempts} attempts and ${rows} other rows.`);
    print(`  Join them at /join within five minutes of now: ${showCode(await pairings.makeUnattended(learner.id))}`);
  }
}

async function publishCourses(database: Database) {
  const result = await publishFolderCourses(database);
  for (const line of describeResult(result)) print(line);
  if (result.problems.length > 0) throw new Refusal('Courses with problems were not published.');
}

async function main([name = '', ...args]: string[]) {
  const command = commands[name];
  if (!command) throw new Refusal(`There is no command db:${name}. There are: ${Object.keys(commands).join(', ')}.`);
  await command(readEnv(process.env), args);
}

main(process.argv.slice(2)).catch(exitWithReason);
