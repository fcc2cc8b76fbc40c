import type { BrowserContext, Page } from '@playwright/test';
import { readStopped } from './database.ts';
import { expect, test } from './fixtures.ts';
import { joinAs, pickGoal, sayName, takeCopy, untilKeptOffline, untilSent } from './learner.ts';

const PASSWORD = 'correct horse battery';
let made = 0;
const anEmail = () => {
  made += 1;
  return `learner-${Date.now()}-${made}@example.org`;
};

/** A phone's own keeper of passkeys. */
const withPasskeys = async (context: BrowserContext, page: Page) => {
  const session = await context.newCDPSession(page);
  await session.send('WebAuthn.enable');
  const options = {
    protocol: 'ctap2',
    transport: 'internal',
    hasResidentKey: true,
    hasUserVerification: true,
    isUserVerified: true,
    automaticPresenceSimulation: true,
  } as const;
  const { authenticatorId } = await session.send('WebAuthn.addVirtualAuthenticator', { options });
  return { session, authenticatorId };
};

const makeAccount = async (page: Page, email: string) => {
  await page.goto('/me/account');
  await page.getByRole('textbox', { name: 'E-mail address', exact: true }).fill(email);
  await page.getByLabel('New password').fill(PASSWORD);
  await page.getByRole('button', { name: 'Make account' }).click();
  await expect(page.getByText(email)).toBeVisible();
};

const signIn = async (page: Page, email: string, password = PASSWORD) => {
  await page.goto('/me/account');
  await page.getByRole('textbox', { name: 'E-mail address of the account' }).fill(email);
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
};

const learnerAt = (page: Page) =>
  page.evaluate(async () => ((await (await fetch('/auth/learner')).json()) as { learnerId?: string }).learnerId);

test('what was learnt on two phones becomes one learner’s by signing in on the second; nothing is replaced, and offline work comes along', async ({
  openDevice,
}) => {
  test.setTimeout(180_000);
  const a = await openDevice();
  const b = await openDevice();
  await pickGoal(a.page, /numbers and nature/);
  await sayName(a.page, 'Ada');
  await untilSent(a.page);
  const email = anEmail();
  await makeAccount(a.page, email);

  await pickGoal(b.page, /modern AI works/);
  await untilSent(b.page);
  const before = await learnerAt(b.page);
  await signIn(b.page, email, 'not the password');
  await expect(b.page.getByText(/do not belong together/)).toBeVisible();
  await signIn(b.page, email);
  await expect(b.page.getByText('You are signed in.')).toBeVisible();
  await untilSent(b.page);
  expect(await learnerAt(b.page)).toBe(await learnerAt(a.page));
  expect(await learnerAt(b.page)).not.toBe(before);
  await b.page.goto('/me');
  await expect(b.page.getByRole('heading', { level: 1, name: 'Ada' })).toBeVisible();
  // What was begun on either is the one learner's now, on both.
  for (const { page } of [a, b]) {
    const both = async () => expect((await takeCopy(page)).rows.enrollments).toHaveLength(2);
    await expect(both).toPass({ timeout: 30_000 });
  }
  await b.page.goto('/me/account/events');
  await expect(b.page.getByText('A device signed in with the account')).toBeVisible();
  await expect(b.page.getByText('What a device had learned without an account came in')).toBeVisible();
});

test('an account of a passkey alone: made with a touch, and the way in for a phone that has nothing else', {
  tag: '@long',
}, async ({ openDevice }) => {
  test.setTimeout(180_000);
  const a = await openDevice();
  await pickGoal(a.page, /numbers and nature/);
  await sayName(a.page, 'Grace');
  await untilSent(a.page);
  const first = await withPasskeys(a.context, a.page);
  await a.page.goto('/me/account');
  await a.page.getByRole('button', { name: 'Add a passkey' }).click();
  await expect(a.page.getByText('Passkey Grace')).toBeVisible();
  await a.page.getByRole('button', { name: 'Remove passkey Grace' }).click();
  await expect(a.page.getByText('This is the only way into your account, so it stays.')).toBeVisible();

  // The keeper of the passkeys brings them to the new phone.
  const { credentials } = await first.session.send('WebAuthn.getCredentials', first);
  const b = await openDevice();
  await b.page.goto('/');
  const second = await withPasskeys(b.context, b.page);
  for (const credential of credentials)
    await second.session.send('WebAuthn.addCredential', { ...second, credential, session: undefined } as never);
  await b.page.goto('/me/account');
  await b.page.getByRole('button', { name: 'Sign in with a passkey' }).click();
  await expect(b.page.getByText('You are signed in.')).toBeVisible();
  const there = async () => {
    await b.page.goto('/me');
    await expect(b.page.getByRole('heading', { level: 1, name: 'Grace' })).toBeVisible({ timeout: 2_000 });
  };
  await expect(there).toPass({ timeout: 30_000 });
  expect(await b.page.evaluate(() => document.cookie)).toBe('');
});

test('somebody else’s account on a device that has one: both learners are there, each for themselves', {
  tag: '@long',
}, async ({ openDevice }) => {
  test.setTimeout(180_000);
  const a = await openDevice();
  await pickGoal(a.page, /numbers and nature/);
  await sayName(a.page, 'Ada');
  const ada = anEmail();
  await untilSent(a.page);
  await makeAccount(a.page, ada);
  const b = await openDevice();
  await pickGoal(b.page, /modern AI works/);
  await sayName(b.page, 'Bob');
  await untilSent(b.page);
  await makeAccount(b.page, anEmail());

  await signIn(b.page, ada);
  await expect.poll(() => learnerAt(b.page).catch(() => null), { timeout: 30_000 }).toBe(await learnerAt(a.page));
  const named = async () => {
    await b.page.goto('/me');
    await expect(b.page.getByRole('heading', { level: 1, name: 'Ada' })).toBeVisible({ timeout: 2_000 });
  };
  await expect(named).toPass({ timeout: 30_000 });
  await expect(b.page.getByText('Bob')).toHaveCount(0);
  const kept = await b.page.evaluate(async () => (await indexedDB.databases()).map(({ name }) => name ?? ''));
  expect(kept.filter((name) => /^hornbook-[0-9a-f]{8}-/.test(name))).toHaveLength(2);
});

test('without a connection the page of the account says so and changes nothing', async ({ openDevice, link }) => {
  const a = await openDevice();
  await pickGoal(a.page, /numbers and nature/);
  await untilSent(a.page);
  await a.page.goto('/me/account');
  await expect(a.page.getByRole('button', { name: 'Make account' })).toBeVisible();
  await untilKeptOffline(a.page);
  link.cut();
  await a.page.reload();
  await expect(a.page.getByText(/This needs a connection to Hornbook/)).toBeVisible();
  link.mend();
  await a.page.getByRole('button', { name: 'Try again' }).click();
  await expect(a.page.getByRole('button', { name: 'Make account' })).toBeVisible();
});

test('all is deleted after seven days and no sooner: any device takes it back, and afterwards each is wiped, but for what was never sent', {
  tag: '@long',
}, async ({ openDevice, service }) => {
  test.setTimeout(240_000);
  const a = await openDevice();
  const b = await openDevice();
  await pickGoal(a.page, /numbers and nature/);
  await sayName(a.page, 'Ada');
  await untilSent(a.page);
  await b.page.goto('/');
  await joinAs(a.page, b.page);
  await untilSent(b.page);

  const ask = async () => {
    await a.page.goto('/me/account');
    await a.page.getByText('Delete everything').click();
    await a.page.getByRole('button', { name: 'Delete my learning' }).click();
    await a.page.getByRole('button', { name: 'Delete in seven days' }).click();
    await expect(a.page.getByRole('heading', { name: /Everything will be deleted on/ })).toBeVisible();
  };
  await ask();
  await b.page.goto('/me/account');
  await b.page.getByRole('button', { name: 'Take it back: delete nothing' }).click();
  await expect(b.page.getByText('Delete everything')).toBeVisible();
  await ask();

  // Seven days later, by the database's clock; the second device does something nobody hears of any more.
  await b.context.setOffline(true);
  await sayName(b.page, 'Ada, never sent');
  await service.stop();
  await readStopped(
    service.databaseDir,
    `update learners set erase_at = now() - interval '1 minute' where erase_at is not null`,
  );
  await service.start();
  await a.page.goto('/');
  const asNew = async () => {
    await a.page.goto('/me');
    await expect(a.page.getByRole('heading', { level: 1, name: 'Me', exact: true })).toBeVisible({ timeout: 2_000 });
  };
  await expect(asNew).toPass({ timeout: 60_000 });
  await b.context.setOffline(false);
  await b.page.goto('/me/sync');
  await expect(b.page.getByText(/What the service held of you was erased/)).toBeVisible({ timeout: 60_000 });
  expect((await takeCopy(b.page)).rows.profile).toEqual([expect.objectContaining({ displayName: 'Ada, never sent' })]);
  await b.page.goto('/me/sync');
  await b.page.getByRole('button', { name: 'Remove it from this device' }).click();
  await b.page.getByRole('button', { name: 'Remove for good' }).click();
  const left = async () => {
    await b.page.goto('/me');
    await expect(b.page.getByRole('heading', { level: 1, name: 'Me', exact: true })).toBeVisible({ timeout: 2_000 });
  };
  await expect(left).toPass({ timeout: 60_000 });
});
