import type { Page } from '@playwright/test';
import { findings } from './axe.ts';
import { expect, test } from './fixtures.ts';
import { follow, giveSomeAnswer, pickGoal, playToTheEnd } from './learner.ts';
import { findSpoken } from './microphone.ts';
import { addSomebody, leave } from './tablet.ts';

const routes = [
  '/',
  '/learn',
  '/learn/everyday-numbers-and-nature',
  '/learn/everyday-numbers-and-nature/give',
  '/practice',
  '/practice/speak',
  '/practice/anki',
  '/me',
  '/me/progress',
  '/me/streak',
  '/me/achievements',
  '/me/notices',
  '/me/reminders',
  '/me/how',
  '/me/downloads',
  '/me/sync',
  '/me/data',
  '/me/hand-over',
  '/me/back',
  '/me/profile',
  '/me/settings',
  '/me/learners',
  '/me/account',
  '/me/account/events',
  '/me/account/reset',
  '/me/arrivals?not=no-room',
  '/me/subjects?q=number',
  '/me/subjects/recovered',
  '/me/conversations',
  '/me/conversations/new',
  '/me/conversations/sent',
  '/me/finish',
  '/desk',
  '/desk/import',
  '/nowhere',
];

/** Waits for the page of this address, not the one before it: its heading is there, nothing of it is still opening. */
const settled = async (page: Page, address: RegExp): Promise<void> => {
  await expect(page).toHaveURL(address);
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await expect(page.locator('[data-opening]')).toHaveCount(0);
  await page.evaluate(() =>
    Promise.all(document.getAnimations().map((animation) => animation.finished.catch(() => null))),
  );
};

const ending = (route: string): RegExp => new RegExp(`${route.replace('?', '\\?')}(\\?|&|$)`);

const sideways = (page: Page): Promise<number> =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

const lightAndDark = ['light', 'dark'] as const;

/** What is wrong with the screen that is open: with axe in both themes, and by its width at 320 pixels. */
const look = async (page: Page): Promise<string[]> => {
  const found = [];
  for (const colorScheme of lightAndDark) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    // The themes differ by colours alone: the second look is at those.
    found.push(...(await findings(page, colorScheme === 'dark' ? ['color-contrast'] : undefined)));
  }
  if ((await sideways(page)) > 0) found.push(`${page.url()} is ${await sideways(page)} px too wide`);
  return found;
};

test.describe('at 320 pixels, light and dark', () => {
  test.use({ viewport: { width: 320, height: 640 } });
  test.setTimeout(180_000);

  test("nothing stands in anybody's way on the path through a lesson", async ({ page }) => {
    await pickGoal(page, /numbers and nature/);
    const found: string[] = [];
    await page.getByRole('link', { name: 'Start' }).click();
    await settled(page, /\/lessons\//);
    found.push(...(await look(page)));
    await page.getByRole('button', { name: /Check yourself/ }).click();
    await settled(page, /\/attempts\//);
    found.push(...(await look(page)));
    await playToTheEnd(page);
    await settled(page, /\/attempts\//);
    found.push(...(await look(page)));
    await page.goto('/learn/modern-javascript');
    await page.getByRole('button', { name: 'Take this course' }).click();
    await expect(page.getByRole('button', { name: 'Take this course' })).toBeHidden();
    await page.goto('/me/progress');
    // A choice among courses, one of them with a long name.
    await expect(page.getByRole('combobox', { name: 'Course' })).toBeVisible();
    found.push(...(await look(page)));
    expect(found).toEqual([]);
  });

  for (const [part, some] of [routes.slice(0, 15), routes.slice(15)].entries())
    test(`nothing stands in anybody's way on any screen, and in a right-to-left language it fits (${part + 1} of 2)`, async ({
      page,
    }) => {
      await pickGoal(page, /numbers and nature/);
      const found: string[] = [];
      for (const route of some) {
        await follow(page, route);
        await settled(page, ending(route));
        found.push(...(await look(page)));
      }
      await page.goto('/?locale=pseudo-rtl');
      for (const route of some) {
        await follow(page, route);
        await settled(page, ending(route));
        if ((await sideways(page)) > 0) found.push(`${page.url()} is ${await sideways(page)} px too wide`);
      }
      await expect(page.locator('html')).toHaveAttribute('dir', 'rtl');
      expect(found).toEqual([]);
    });

  test("nothing stands in anybody's way where one watches, listens and speaks", { tag: '@long' }, async ({ page }) => {
    await pickGoal(page, /Speak everyday English/);
    const found: string[] = [];
    const spoken = await findSpoken(page.request);
    const phrase = `/practice/speak/${spoken.questions[0]?.id}`;
    await page.goto('/learn/everyday-english');
    await settled(page, /everyday-english$/);
    found.push(...(await look(page)));
    await page.getByRole('link', { name: 'Greeting Phrases' }).first().click();
    await settled(page, /\/lessons\//);
    await page.getByText('What is said').click();
    found.push(...(await look(page)));
    await page.getByRole('button', { name: 'Keep here' }).click();
    await expect(page.getByText(/Sound and video are on this device/)).toBeVisible({ timeout: 30_000 });
    for (const [route, address] of [
      [spoken.path, /\/attempts\//],
      [phrase, /speak\/[\w-]+$/],
      ['/me/downloads', /downloads$/],
    ] as const) {
      await page.goto(route);
      await settled(page, address);
      found.push(...(await look(page)));
    }
    await page.goto('/learn/everyday-english');
    const lesson = await page.getByRole('link', { name: 'Greeting Phrases' }).first().getAttribute('href');
    for (const route of [lesson, phrase]) {
      await page.goto(`${route}?locale=pseudo-rtl`);
      await settled(page, /rtl$/);
      if ((await sideways(page)) > 0) found.push(`${page.url()} is ${await sideways(page)} px too wide`);
    }
    await expect(page.locator('html')).toHaveAttribute('dir', 'rtl');
    expect(found).toEqual([]);
  });

  test("nothing stands in anybody's way where materials are", async ({ page }) => {
    await pickGoal(page, /numbers and nature/);
    const found: string[] = [];
    const lookAt = async (address: RegExp) => {
      await settled(page, address);
      found.push(...(await look(page)));
    };
    await page.goto('/me/subjects');
    await lookAt(/subjects$/);
    await page.getByRole('button', { name: 'New subject' }).click();
    await page.getByRole('textbox', { name: 'What is it called?' }).fill('Biology');
    await page.getByRole('button', { name: 'Keep it' }).click();
    await lookAt(/subjects\/[\w-]+$/);
    const subject = page.url();
    const files = [
      { name: 'leaf.png', mimeType: 'image/png', buffer: await page.screenshot() },
      { name: 'rome.txt', mimeType: 'text/plain', buffer: Buffer.from('Rome was not built in a day. '.repeat(400)) },
      { name: 'worksheet.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.4 and more') },
    ];
    await page.getByLabel('Files to add').setInputFiles(files);
    for (const { name } of files) {
      await page.getByRole('link', { name: name.slice(0, -4), exact: true }).click();
      await expect(page.getByRole('link', { name: 'Save a copy' })).toBeVisible();
      await lookAt(/materials\/[\w-]+$/);
      await page.goto(subject);
    }
    await page.getByRole('button', { name: 'Add a link' }).click();
    await lookAt(/subjects\/[\w-]+$/);
    await page.getByRole('textbox', { name: 'Address of the page' }).fill('127.0.0.1/a-long-address-without-end');
    await page.getByRole('button', { name: 'Keep it' }).click();
    await lookAt(/materials\/[\w-]+$/);
    expect(found).toEqual([]);
  });
});

test('who is learning is asked without anything in anybody’s way, at 320 pixels, by keyboard and from right to left', async ({
  page,
}) => {
  test.setTimeout(120_000);
  await page.setViewportSize({ width: 320, height: 640 });
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await pickGoal(page, /numbers and nature/);
  await addSomebody(page, 'A name as long as names may be where they are long', 'Owl');
  await page.goto('/me/learners');
  for (const label of ['PIN, 4 to 8 digits', 'The same again'])
    await page.getByRole('textbox', { name: label }).fill('2468');
  await page.getByRole('button', { name: 'Set the PIN' }).click();
  await expect(page.getByText('From now on your PIN')).toBeVisible();
  await leave(page);
  const found: string[] = [];
  for (const language of ['', '?locale=pseudo-rtl']) {
    await page.goto(`/${language}`);
    await expect(page.getByRole('listitem')).toHaveCount(3);
    for (const scheme of lightAndDark) {
      await page.emulateMedia({ colorScheme: scheme, reducedMotion: 'reduce' });
      found.push(...(await findings(page)));
    }
    if ((await sideways(page)) > 0) found.push(`${language} is ${await sideways(page)} px too wide`);
  }
  await page.goto('/');
  await expect(page.getByRole('heading', { name: 'Who is learning?' })).toBeFocused();
  await expect(page.getByRole('listitem')).toHaveCount(3);
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  const field = page.getByRole('textbox', { name: /^PIN of/ });
  await expect(field).toBeFocused();
  found.push(...(await findings(page)));
  await page.keyboard.type('2468');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: /What would you like/ })).toBeVisible();
  expect(found).toEqual([]);
});

test('with text twice as large every screen still fits 320 pixels, and nothing lies beside it', {
  tag: '@long',
}, async ({ page }) => {
  test.setTimeout(120_000);
  await page.setViewportSize({ width: 320, height: 640 });
  const browser = await page.context().newCDPSession(page);
  await browser.send('Page.setFontSizes', { fontSizes: { standard: 32, fixed: 26 } });
  await pickGoal(page, /numbers and nature/);
  await page.goto('/learn/everyday-numbers-and-nature');
  await settled(page, /nature$/);
  const lesson = (await page.getByRole('link', { name: 'Equal parts' }).getAttribute('href')) ?? '';
  const wide: string[] = [];
  for (const route of [...routes, lesson]) {
    await page.goto(route);
    await settled(page, ending(route));
    if ((await sideways(page)) > 0) wide.push(`${route} is ${await sideways(page)} px too wide`);
  }
  await page.getByRole('button', { name: /Check yourself/ }).click();
  await settled(page, /\/attempts\//);
  await giveSomeAnswer(page);
  await page.getByRole('button', { name: 'Check', exact: true }).click();
  await page.getByRole('button', { name: 'Continue' }).click();
  if ((await sideways(page)) > 0) wide.push(`the question is ${await sideways(page)} px too wide`);
  // The last answer can be taken back beside the button that goes on, not above it over the text.
  const [undo, check] = await Promise.all(
    ['Undo', 'Check'].map((name) => page.getByRole('button', { name, exact: true }).boundingBox()),
  );
  expect(Math.abs((undo?.y ?? 0) + (undo?.height ?? 0) - (check?.y ?? 0) - (check?.height ?? 0))).toBeLessThan(30);
  expect(wide).toEqual([]);
});
