import { expect, test } from 'vitest';
import { differenceFromMigrations } from './push-definition.ts';

test('the latest migration leaves nothing of the declared tables to be made', async () => {
  const { statements } = await differenceFromMigrations();
  expect(statements, 'run: npm run db:generate -- --name <what_changed>').toEqual([]);
});
