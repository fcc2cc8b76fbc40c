import { addLesson, fill, openDesk, type WrittenKind, writeLesson, writeQuestion } from './author.ts';
import { expect, test } from './fixtures.ts';
import { follow, playToTheEnd, untilKeptOffline, untilSent } from './learner.ts';
import { type Fault, Link } from './link.ts';
import { A_SOUND } from './question-files.ts';
import { freePort } from './service.ts';

const FAULTS: readonly Fault[] = ['pass', 'drop-reply', 'pass', 'busy', 'pass', 'drop-request', 'slow', 'duplicate'];
const KINDS: readonly WrittenKind[] = [
  'One of several',
  'Several of several',
  'True or false',
  'A number',
  'Fill in gaps',
  'Write a program',
];

test('over a link that drops a new author writes three lessons and ten questions of six kinds; a phone learns them while the service is away; a mended typo is one part', {
  tag: '@long',
}, async ({ openAuthor, openDevice }) => {
  test.setTimeout(300_000);
  const { page, link, service } = await openAuthor();
  await openDesk(page);
  link.fault = (n) => FAULTS[n % FAULTS.length] as Fault;
  await writeLesson(page, '## Two hills\n\nThe water stands in $2$ hills, one on the othr side.');
  for (const [nth, kind] of KINDS.entries())
    await writeQuestion(page, nth === 0 ? 'Add a question' : 'Another question', kind, `${kind}: what is so?`);
  await page.getByRole('link', { name: 'All of the course' }).click();
  await page.getByRole('link', { name: /^The moon pulls/ }).click();
  await page.getByLabel('Sound to add').setInputFiles(A_SOUND);
  await page.getByRole('textbox', { name: /What is to be heard/ }).fill('Ben says good morning');
  await page.getByRole('button', { name: 'Keep it' }).click();
  const player = 'audio[aria-label="Ben says good morning"]';
  const seconds = (on: typeof page) =>
    on.locator(player).evaluate(async (audio: HTMLAudioElement) => {
      if (Number.isNaN(audio.duration)) {
        audio.load();
        await new Promise((resolve) => {
          audio.onloadedmetadata = resolve;
          audio.onerror = resolve;
          audio.preload = 'metadata';
        });
      }
      return audio.duration;
    });
  expect(await seconds(page)).toBeGreaterThan(1);
  await page.getByRole('link', { name: 'All of the course' }).click();
  link.cut();
  await addLesson(page, 'Spring tides');
  await writeQuestion(page, 'Add a question', 'True or false', 'It is always high.');
  await writeQuestion(page, 'Another question', 'A number', 'How many moons?');
  await page.getByRole('link', { name: 'All of the course' }).click();
  await addLesson(page, 'Neap tides');
  await writeQuestion(page, 'Add a question', 'One of several', 'What is weakest?');
  await page.getByRole('link', { name: 'All of the course' }).click();

  const questions = page.getByRole('link', { name: /what is so|always high|How many|weakest/ });
  const order = async () => (await questions.allTextContents()).map((text) => text.slice(0, 9));
  // By the pointer: the number onto the first, and it stands before it; by the keys back down again.
  const item = (name: RegExp) => page.locator('[draggable]').filter({ has: page.getByRole('link', { name }) });
  await expect(questions).toHaveCount(9);
  const before = await order();
  await item(/^A number:/).dragTo(item(/^One of several:/));
  await expect(questions.first()).toHaveText(/^A number/);
  for (const _ of [1, 2, 3]) {
    const last = await order();
    await page.getByRole('button', { name: /^Down: A number:/ }).focus();
    await page.keyboard.press('Enter');
    await expect.poll(order).not.toEqual(last);
  }
  expect(await order()).toEqual(before);
  // A copy; moved to another practice by the keys, taken back, and moved for good.
  await page.getByRole('button', { name: /^More: What is weakest/ }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Make a copy' }).click();
  await expect(questions).toHaveCount(10);
  const toMove = page.getByRole('button', { name: /^More: How many moons/ });
  const move = async () => {
    await toMove.focus();
    await page.keyboard.press('Enter');
    await page.getByRole('dialog').getByRole('button', { name: 'Practice' }).last().focus();
    await page.keyboard.press('Enter');
    await expect(questions.last()).toHaveText(/How many moons/);
  };
  await move();
  await page
    .getByRole('status')
    .locator('p', { hasText: 'Moved: How many' })
    .getByRole('button', { name: 'Undo' })
    .click();
  await expect(questions.last()).toHaveText(/weakest/);
  await page.reload();
  await expect(questions).toHaveCount(10);
  await page.getByRole('link', { name: 'Check and publish' }).click();
  await expect(page.getByText(/still on their way/)).toBeVisible();
  link.mend();
  const tryNow = page.getByRole('button', { name: 'Try now' });
  await tryNow.click();
  const first = page.getByRole('button', { name: 'Publish', exact: true });
  await expect(first).toBeEnabled({ timeout: 60_000 });
  await expect(async () => {
    if (await first.isEnabled().catch(() => false)) await first.click({ timeout: 2_000 });
    // The answer may be lost on its way; what was done is told by the feed.
    await expect(page.getByText('Published', { exact: true })).toBeVisible({ timeout: 10_000 });
  }).toPass({ timeout: 60_000 });

  const way = new Link(await freePort(), service.port);
  await way.start();
  const fetched: string[] = [];
  way.portal = (path) => {
    if (/^\/packs\/[0-9a-f]{64}$/.test(path)) fetched.push(path);
    return false;
  };
  const phone = await openDevice(way);
  await phone.page.goto('/learn/tides');
  await untilKeptOffline(phone.page);
  await phone.page.getByRole('button', { name: 'Take this course' }).click();
  await expect(phone.page.getByText('It works without a connection.')).toBeVisible({ timeout: 30_000 });
  expect(fetched.length).toBeGreaterThan(3);
  await service.stop();
  await follow(phone.page, '/learn/tides');
  await phone.page.getByRole('link', { name: 'The moon pulls' }).first().click();
  expect(await seconds(phone.page)).toBeGreaterThan(1);
  for (const count of [6, 2]) {
    // The phone is taken up again, as often as not.
    await phone.page.goto('/learn/tides');
    await expect(phone.page.getByRole('heading', { level: 1, name: 'Tides' })).toBeVisible();
    await phone.page
      .getByRole('link', { name: new RegExp(`Practice · ${count} questions`) })
      .first()
      .click();
    await playToTheEnd(phone.page);
  }
  await service.start();
  await untilSent(phone.page);

  await page.getByRole('button', { name: 'Back' }).click();
  await page.getByRole('link', { name: /^The moon pulls/ }).click();
  const field = page.getByLabel('The lesson', { exact: true });
  await fill(page, 'The lesson', (await field.inputValue()).replace('othr', 'other'));
  await expect(page.getByRole('region', { name: 'How learners see it' })).toContainText('the other side');
  await page.getByRole('link', { name: 'All of the course' }).click();
  await page.getByRole('link', { name: 'Check and publish' }).click();
  const publish = page.getByRole('button', { name: 'Publish the changes' });
  // A device that met no service for a while asks seldom; who waits for it says so.
  await expect(async () => {
    if (await tryNow.isVisible()) await tryNow.click({ timeout: 2_000 });
    await expect(publish).toBeEnabled({ timeout: 8_000 });
  }).toPass({ timeout: 90_000 });
  await expect(page.getByRole('listitem').filter({ hasText: /^Changed/ })).toHaveText([/Lesson: The moon pulls/]);
  fetched.length = 0;
  // What was lost on its way is said, and asked for again.
  await expect(async () => {
    if (await publish.isEnabled()) await publish.click();
    await expect(page.getByText('Version 2', { exact: true })).toBeVisible({ timeout: 10_000 });
  }).toPass({ timeout: 60_000 });
  await phone.page.goto('/learn/tides');
  await phone.page.getByRole('link', { name: 'The moon pulls' }).first().click();
  await expect(phone.page.getByText('the other side')).toBeVisible({ timeout: 60_000 });
  // The table of contents, and the one part.
  expect(new Set(fetched).size).toBe(2);
  await way.stop();
});
