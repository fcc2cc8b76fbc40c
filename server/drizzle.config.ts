import { defineConfig } from 'drizzle-kit';

export default defineConfig({
  dialect: 'postgresql',
  casing: 'snake_case',
  // CommonJS, because drizzle-kit takes the tables from a module's exports and the synced ones are made from a list.
  schema: './db/schema.cjs',
  out: '../migrations',
});
