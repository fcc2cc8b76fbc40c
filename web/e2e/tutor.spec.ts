import type { Page } from '@playwright/test';
import { findings } from './axe.ts';
import { test as base } from './fixtures.ts';
import { joinedDevices, pickGoal, takeCopy, untilKeptOffline } from './learner.ts';
import type { Fault } from './link.ts';
import { expect, test } from './with-model.ts';

const tutor = (page: Page) => page.getByRole('dialog', { name: /^Tutor/ });
const openTutor = (page: Page) => page.getByRole('button', { name: 'Ask the tutor' }).click();
const ask = async (page: Page, text: string) => {
  const field = page.getByRole('textbox', { name: 'Your question' });
  await field.fill(text);
  await field.press('Enter');
  await expect(field).toHaveValue('');
};
const axe = async (page: Page) => {
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  return findings(page);
};
const firstLesson = async (page: Page) => {
  await page.goto('/');
  await page.getByRole('link', { name: 'Start' }).click();
  await expect(page.getByRole('button', { name: 'Ask the tutor' })).toBeVisible();
};

test('questions asked without a network wait visibly, with what the lessons say, and each comes to have one answer on both devices', {
  tag: '@long',
}, async ({ openDevice, link, model }) => {
  test.setTimeout(240_000);
  const [a, b] = await joinedDevices(openDevice, /how modern AI works/);
  await firstLesson(a);

  // Away, then hanging up in the middle: then it answers.
  model.asked.length = 0;
  model.say = (question, n) =>
    n === 0 ? { status: 503 } : n === 1 ? { cutAfter: 'An answer to' } : { text: `An answer to: ${question}` };
  link.cut();
  await openTutor(a);
  await ask(a, 'How does a neuron use its weights and bias?');
  await expect(tutor(a).getByText(/I’ll ask when there’s a connection/)).toBeVisible();
  await expect(
    tutor(a)
      .getByText(/From your lesson/)
      .first(),
  ).toBeVisible();
  expect(await axe(a)).toEqual([]);
  await ask(a, 'Who won the world cup in 1998?');
  await expect(tutor(a).getByText(/Nothing on this device covers this question/)).toBeVisible();
  await b.goto('/me/conversations/new');
  await ask(b, 'What should I eat before learning?');
  await expect(b).toHaveURL(/\/me\/conversations\/[0-9a-f-]{36}$/);
  await expect(b.getByText(/I’ll ask when there’s a connection/)).toBeVisible();

  const faults: Fault[] = ['drop-request', 'drop-reply', 'pass', 'duplicate', 'truncate', 'busy', 'pass'];
  link.fault = (n) => faults[n % faults.length] ?? 'pass';
  link.mend();
  // Nobody stays on the page of it: the service answers what arrives.
  for (const page of [a, b]) await page.goto('/me/sync');
  await expect
    .poll(() => model.asked.length, { timeout: 90_000, message: 'three answers, one after a 503 and a cut' })
    .toBe(5);
  link.fault = () => 'pass';
  for (const page of [a, b]) {
    await page.goto('/me/conversations');
    await expect(page.getByText(/4 messages/)).toBeVisible({ timeout: 60_000 });
    await expect(page.getByText(/2 messages/)).toBeVisible({ timeout: 60_000 });
    await expect(page.getByText(/waits?\b/)).toHaveCount(0);
    await page.getByRole('link', { name: /How does a neuron/ }).click();
    await expect(page.getByText('An answer to: How does a neuron use its weights and bias?')).toBeVisible();
    await expect(page.getByText('An answer to: Who won the world cup in 1998?')).toBeVisible();
  }
  const [fromA, fromB] = [await takeCopy(a), await takeCopy(b)];
  expect(fromB.rows.messages).toEqual(fromA.rows.messages);
  const answers = (fromA.rows.messages as { questionId: string | null }[]).filter(({ questionId }) => questionId);
  expect(fromA.rows.messages).toHaveLength(6);
  expect(new Set(answers.map(({ questionId }) => questionId)).size).toBe(3);
});

test('an answer comes word by word, runs and loads nothing whatever it says, and the conversation is renamed, deleted and brought back by keyboard', async ({
  page,
  model,
}) => {
  test.setTimeout(150_000);
  const strangers: string[] = [];
  page.on('request', (request) => {
    const { hostname, protocol } = new URL(request.url());
    if (protocol.startsWith('http') && hostname !== 'localhost') strangers.push(request.url());
  });
  page.on('dialog', () => strangers.push('a dialog'));
  await pickGoal(page, /how modern AI works/);
  await firstLesson(page);
  const hostile = [
    'Here is **why**: it adds up.',
    '![x](https://evil.example/a.png) <img src="https://evil.example/b.png" onerror="alert(1)">',
    '<script>alert(2)</script><iframe src="https://evil.example"></iframe> [click](javascript:alert(3))',
    '<form action="https://evil.example"><input name="pin"></form> <svg onload="alert(4)"></svg>',
    '<style>@import url(https://evil.example/c.css)</style>\n\nThe end.',
  ].join('\n\n');
  model.say = () => ({ text: hostile, pauseMs: 150 });
  await page.getByRole('button', { name: 'Ask the tutor' }).focus();
  await page.keyboard.press('Enter');
  await ask(page, 'Why?');
  const sheet = tutor(page);
  // It is seen, and heard, before it has ended.
  await expect(sheet.locator('strong', { hasText: 'why' })).toBeVisible({ timeout: 30_000 });
  await expect(sheet.getByText('The tutor answered:')).toHaveCount(0);
  await expect(sheet.getByRole('log')).not.toBeEmpty();
  await expect(sheet.getByText('The tutor answered:')).toBeVisible({ timeout: 60_000 });
  await expect(sheet.getByText('The end.', { exact: true })).toBeVisible();
  await expect(sheet.locator('img, script, iframe, form[action], svg[onload], a[href^="javascript"]')).toHaveCount(0);
  expect(strangers).toEqual([]);
  expect(await axe(page)).toEqual([]);
  await page.keyboard.press('Escape');
  await expect(sheet).toHaveCount(0);
  await expect(page.getByRole('button', { name: 'Ask the tutor' })).toBeFocused();

  await page.goto('/me/conversations');
  expect(await axe(page)).toEqual([]);
  await page.getByRole('link', { name: 'Why?' }).focus();
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Rename' }).press('Enter');
  await page.getByRole('textbox', { name: 'Name of the conversation' }).fill('About adding up');
  await page.getByRole('button', { name: 'Keep it' }).press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: 'About adding up' })).toBeVisible();
  await page.getByRole('button', { name: 'Delete' }).press('Enter');
  await expect(page.getByText(/was deleted, with all its messages/)).toBeVisible();
  await expect(page.getByText('No conversations yet')).toBeVisible();
  await page.getByRole('button', { name: 'Bring it back' }).press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: 'About adding up' })).toBeVisible();
  await expect(page.getByText('The end.', { exact: true })).toBeVisible();

  await page.goto('/me/conversations/sent');
  await expect(page.getByText(/70 tokens/)).toBeVisible();
  await page.getByText('All that was sent').click();
  await expect(page.getByText(/You are the tutor of Hornbook/)).toBeVisible();
  expect(await axe(page)).toEqual([]);
});

base(
  'without a model it is said once, and the lessons answer; a browser’s own model does when the learner agrees',
  async ({ page }) => {
    base.setTimeout(120_000);
    await page.addInitScript(() => {
      const session = {
        promptStreaming: () =>
          new ReadableStream<string>({
            start: (controller) => {
              controller.enqueue('From the browser ');
              controller.enqueue('itself.');
              controller.close();
            },
          }),
        destroy: () => {},
      };
      Object.assign(globalThis, {
        LanguageModel: { availability: async () => 'available', create: async () => session },
      });
    });
    await pickGoal(page, /how modern AI works/);
    await firstLesson(page);
    await openTutor(page);
    const sheet = tutor(page);
    await expect(sheet.getByText(/no tutor that writes answers/)).toBeVisible();
    await sheet.getByRole('button', { name: 'All right' }).click();
    await ask(page, 'How does a neuron use its weights?');
    await expect(sheet.getByText(/From your lesson/).first()).toBeVisible();
    await expect(sheet.getByText('From the browser itself.', { exact: true })).toHaveCount(0);
    await sheet.getByRole('button', { name: 'Let it answer' }).click();
    // The words are also told to those who hear the page.
    await expect(sheet.getByRole('paragraph').filter({ hasText: 'From the browser itself.' })).toBeVisible();
    await expect(sheet.getByText('This browser’s own model answered:')).toBeVisible();
    await page.reload();
    await openTutor(page);
    await expect(sheet.getByRole('paragraph').filter({ hasText: 'From the browser itself.' })).toBeVisible();
    await expect(sheet.getByText(/no tutor that writes answers/)).toHaveCount(0);
  },
);

base('what is in lessons is found without a network, and a result leads to its place', async ({ page, link }) => {
  base.setTimeout(120_000);
  await pickGoal(page, /how modern AI works/);
  await untilKeptOffline(page);
  await page.goto('/learn');
  await page.getByRole('searchbox').fill('neuron');
  await expect(page.getByText(/\d+ passages?$/).last()).toBeVisible({ timeout: 30_000 });
  link.cut();
  await page.reload();
  await page.getByRole('searchbox').fill('nueron weigts');
  const results = page.getByRole('region', { name: /In lessons and materials/ });
  const first = results.getByRole('link').first();
  await expect(first.locator('mark').first()).toBeVisible({ timeout: 30_000 });
  expect(await axe(page)).toEqual([]);
  await first.focus();
  await page.keyboard.press('ArrowDown');
  await expect(results.getByRole('link').nth(1)).toBeFocused();
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/lessons\/[^?]+\?passage=\d+/);
  await expect(page.locator('.found-passage')).toBeInViewport();
  await expect(page.locator('.found-passage')).toBeFocused();
});
