import { defineConfig } from 'drizzle-kit';

export default defineConfig({
  dialect: 'postgresql',
  casing: 'snake_case',
  // CommonJS, because drizzle-kit takes the tables from a module's exports and the synced ones are made from a list.
  schema: './db/schema.cjs',
  out: '../migrations',
  // Set by the commands db:push and db:studio, which hold the lock of the embedded database meanwhile.
  ...(process.env.HORNBOOK_PGLITE ? { driver: 'pglite', dbCredentials: { url: process.env.HORNBOOK_PGLITE } } : {}),
  ...(process.env.DATABASE_URL ? { dbCredentials: { url: process.env.DATABASE_URL } } : {}),
});
