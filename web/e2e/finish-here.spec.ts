import type { Page } from '@playwright/test';
import { readStopped } from './database.ts';
import { expect, test } from './fixtures.ts';
import { pickGoal, playToTheEnd, untilKeptOffline, untilSent } from './learner.ts';
import { learnerAtService } from './rows-at-service.ts';
import { addSomebody, learnersStored } from './tablet.ts';

const secret = 'what nobody shall find on this device';

const tellOneself = async (page: Page, text: string): Promise<void> => {
  await page.goto('/me/profile');
  const field = page.getByRole('textbox', { name: 'About you' });
  await field.fill(text);
  await field.blur();
  await expect(page.getByText('Saved.')).toBeVisible();
};

/** Everything the browser keeps: databases, storage of the tab and the site, caches. */
const everythingKept = (page: Page): Promise<string> =>
  page.evaluate(async () => {
    const asked = <T>(request: IDBRequest<T>) =>
      new Promise<T>((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
      });
    const kept: string[] = [JSON.stringify(localStorage), JSON.stringify(sessionStorage)];
    for (const { name = '' } of await indexedDB.databases()) {
      const database = await asked(indexedDB.open(name));
      const stores = [...database.objectStoreNames];
      kept.push(name);
      for (const store of stores)
        kept.push(JSON.stringify(await asked(database.transaction(store).objectStore(store).getAll())));
      database.close();
    }
    for (const name of await caches.keys())
      for (const request of await (await caches.open(name)).keys()) kept.push(`${name} ${request.url}`);
    return kept.join('\n');
  });

test('finishing on a device removes nothing while anything is unsent, names it, and leaves nothing behind once all is known to have arrived', {
  tag: '@long',
}, async ({ openDevice, link, service }) => {
  test.setTimeout(180_000);
  const { context, page } = await openDevice();
  await pickGoal(page, /numbers and nature/);
  await untilKeptOffline(page);
  await page.goto('/learn/everyday-numbers-and-nature');
  await page.getByRole('link', { name: /^Quiz/ }).first().click();
  await playToTheEnd(page);
  await untilSent(page);
  const [id = ''] = (await learnersStored(page)).keys();
  const attempts = new URL(page.url()).pathname;
  expect(attempts).toMatch(/\/attempts\//);

  link.cut();
  await tellOneself(page, secret);
  await page.goto('/me/finish');
  await page.getByRole('button', { name: 'Send, check, then remove' }).click();
  await expect(page.getByText('Nothing was removed: not everything could be sent.')).toBeVisible({ timeout: 40_000 });
  await expect(page.getByRole('heading', { name: /here alone/ })).toBeVisible();
  await expect(page.getByRole('main').getByText('Profile')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Remove although not sent' })).toBeDisabled();
  expect((await learnersStored(page)).get(id)?.text).toContain(secret);

  link.mend();
  await page.getByRole('button', { name: 'Send, check, then remove' }).click();
  await expect(page.getByRole('heading', { name: /What would you like/ })).toBeVisible({ timeout: 60_000 });
  const kept = await everythingKept(page);
  for (const trace of [secret, id, attempts.split('/').at(-1) ?? id]) expect(kept).not.toContain(trace);
  // A newcomer may have met the service already; the one before is signed out.
  expect(await learnerAtService(context, link.url)).not.toBe(id);

  await page.close();
  await service.stop();
  const [row] = await readStopped(
    service.databaseDir,
    `select p.bio, (select count(*)::int from devices d where d.learner_id = p.learner_id and d.revoked_at is null)
       as devices, (select count(*)::int from session s where s.learner_id = p.learner_id) as sessions,
       (select count(*)::int from attempts a where a.learner_id = p.learner_id and a.status = 'completed') as quizzes
     from profile p where p.learner_id = '${id}'`,
  );
  await service.start();
  expect(row).toEqual({ bio: secret, devices: 0, sessions: 0, quizzes: 1 });
});

test('on a shared device finishing takes one away and asks the others who is learning', { tag: '@long' }, async ({
  openDevice,
}) => {
  test.setTimeout(120_000);
  const { page } = await openDevice();
  await pickGoal(page, /numbers and nature/);
  await untilKeptOffline(page);
  await untilSent(page);
  const [first = ''] = (await learnersStored(page)).keys();
  await addSomebody(page, 'Bo', 'Owl');
  await tellOneself(page, secret);
  await untilSent(page);
  await page.goto('/me/finish');
  await page.getByRole('button', { name: 'Send, check, then remove' }).click();
  await expect(page.getByRole('heading', { name: 'Who is learning?' })).toBeVisible({ timeout: 60_000 });
  await expect(page.getByRole('button', { name: 'Bo' })).toHaveCount(0);
  expect([...(await learnersStored(page)).keys()]).toEqual([first]);
  expect(await everythingKept(page)).not.toContain(secret);
  await page.getByRole('button', { name: 'Learner 1' }).click();
  await expect(page.getByRole('link', { name: 'Start' })).toBeVisible();
  await expect(page.getByRole('button', { name: /Switch learner/ })).toHaveCount(0);
});
