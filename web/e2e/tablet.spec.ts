import { createHash } from 'node:crypto';
import type { Page } from '@playwright/test';
import { readStopped } from './database.ts';
import { expect, test } from './fixtures.ts';
import { pickGoal, playToTheEnd, untilKeptOffline, untilSent } from './learner.ts';
import { beginSubject } from './own-materials.ts';
import { addSomebody, comeAs, learnersStored, leave, listen, moveClock, scopeOf } from './tablet.ts';

const WEEK = 7 * 24 * 3_600_000;
const people = ['Ada', 'Bo', 'Cy'] as const;
type Person = (typeof people)[number];

/** What only this learner ever wrote. */
const secretOf = (person: Person): string => `what ${person} keeps to themselves`;
const FILE = { name: 'leaf.txt', mimeType: 'text/plain', buffer: Buffer.from(secretOf('Bo')) };
const FILE_HASH = createHash('sha256').update(FILE.buffer).digest('hex');
const fileOfBo = (page: Page): Promise<string | null> =>
  page.evaluate(async (path) => {
    const answer = await fetch(path).catch(() => null);
    return answer?.ok ? answer.text() : null;
  }, `/blobs/${FILE_HASH}`);
const others = (person: Person): Person[] => people.filter((one) => one !== person);

const tellOneself = async (page: Page, text: string): Promise<void> => {
  await page.goto('/me/profile');
  const field = page.getByRole('textbox', { name: 'About you' });
  await field.fill(text);
  await field.blur();
  await expect(page.getByText('Saved.')).toBeVisible();
};

const playQuiz = async (page: Page): Promise<void> => {
  await page.goto('/learn/everyday-numbers-and-nature');
  await page.getByRole('link', { name: /^Quiz/ }).first().click();
  await playToTheEnd(page);
};

/** Everything a screen says, in text and in fields. */
const saidOn = (page: Page): Promise<string> =>
  page.evaluate(() =>
    [
      document.body.innerText,
      ...[...document.querySelectorAll('input, textarea')].map((field) => (field as HTMLInputElement).value),
    ].join('\n'),
  );

const screens = [
  '/',
  '/me',
  '/me/profile',
  '/me/progress',
  '/me/sync',
  '/me/data',
  '/me/notices',
  '/practice',
  '/me/learners',
];

test('one tablet, three learners, their sessions deleted and the clock a week off: nothing of one is seen by another, and nothing unsent is lost', {
  tag: '@long',
}, async ({ openDevice, link, service }) => {
  test.setTimeout(300_000);
  const { context, page } = await openDevice();
  const heard = listen(context);
  const ids = new Map<string, string>();
  const noteNewcomer = async (person: Person) => {
    for (const id of (await learnersStored(page)).keys()) if (![...ids.values()].includes(id)) ids.set(person, id);
  };

  await pickGoal(page, /numbers and nature/);
  await untilKeptOffline(page);
  await noteNewcomer('Ada');
  await tellOneself(page, secretOf('Ada'));
  await untilSent(page);
  await page.goto('/me/learners');
  await page.getByRole('textbox', { name: 'Your name' }).fill('Ada');
  await page.getByRole('textbox', { name: 'Your name' }).blur();
  await expect(page.getByText('Saved.')).toBeVisible();
  for (const [person, picture] of [
    ['Bo', 'Owl'],
    ['Cy', 'Whale'],
  ] as const) {
    await addSomebody(page, person, picture);
    await noteNewcomer(person);
    await page.getByRole('button', { name: /numbers and nature/ }).click();
    await expect(page.getByRole('link', { name: 'Start' })).toBeVisible();
    await tellOneself(page, secretOf(person));
  }
  expect(ids.size).toBe(3);
  await untilSent(page);

  // The sessions end at the service, and the tablet has neither a network nor the right time for a week.
  link.cut();
  await service.stop();
  await readStopped(service.databaseDir, 'delete from session');
  await service.start();
  await moveClock(context, WEEK);
  await page.reload();
  await expect(page.getByRole('heading', { name: 'Who is learning?' })).toBeVisible();
  for (const person of people) {
    await comeAs(page, person);
    await playQuiz(page);
    for (const screen of screens) {
      await page.goto(screen);
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
      const said = await saidOn(page);
      for (const other of others(person)) expect(said, `${screen} of ${person}`).not.toContain(secretOf(other));
    }
    await page.goto('/me/profile');
    await expect(page.getByRole('textbox', { name: 'About you' })).toHaveValue(secretOf(person));
    // Bo keeps a file, and will not be here when there is a network.
    if (person === 'Bo') {
      await beginSubject(page, 'Nature');
      await page.getByLabel('Files to add').setInputFiles(FILE);
      await expect(page.getByRole('link', { name: /^leaf/ })).toBeVisible();
    }
    expect(await fileOfBo(page), `asked for by ${person}`).toBe(person === 'Bo' ? secretOf('Bo') : null);
    await page.goto('/me/progress');
    if (person !== 'Cy') {
      await leave(page);
      const said = await saidOn(page);
      for (const one of people) expect(said).not.toContain(secretOf(one));
    }
  }
  const waiting = await learnersStored(page);
  for (const person of people) expect(waiting.get(ids.get(person) ?? '')?.outbox, person).toBeGreaterThan(0);
  expect(waiting.get(ids.get('Bo') ?? '')?.files).toBe(1);

  // Cy goes on; what the other two did is sent as well, without their being here.
  link.mend();
  await page.goto('/me/sync');
  await expect
    .poll(async () => [...(await learnersStored(page)).values()].map(({ outbox, files }) => [outbox, files]), {
      timeout: 90_000,
    })
    .toEqual([
      [0, 0],
      [0, 0],
      [0, 0],
    ]);
  await untilSent(page);
  await leave(page);
  await comeAs(page, 'Ada');
  await page.goto('/me/profile');
  await expect(page.getByRole('textbox', { name: 'About you' })).toHaveValue(secretOf('Ada'));
  await untilSent(page);
  // All that was hers went by her ticket: it is reading that lets her in.
  const letIn = () => page.evaluate(async () => (await (await fetch('/auth/learner')).json()).learnerId);
  await expect.poll(letIn, { timeout: 30_000 }).toBe(ids.get('Ada'));
  expect(await fileOfBo(page)).toBe(null);

  for (const [id, { text }] of await learnersStored(page))
    for (const person of people)
      expect(text.includes(secretOf(person)), `${person} in the database of ${id}`).toBe(ids.get(person) === id);
  expect(heard.some(({ byTicket }) => byTicket)).toBe(true);
  for (const { path, status, about, byTicket, withCookie, text } of heard) {
    if (byTicket) expect(withCookie, `a cookie along with a ticket to ${path}`).toBe(false);
    for (const person of people)
      if (text.includes(secretOf(person)) && !byTicket)
        expect([path, status, about]).toEqual([path, 200, scopeOf(ids.get(person) ?? '')]);
  }

  await page.close();
  await service.stop();
  const kept = await readStopped(
    service.databaseDir,
    `select p.learner_id as id, p.bio, (select count(*)::int from attempts a where a.learner_id = p.learner_id
       and a.status = 'completed') as quizzes,
       (select count(*)::int from session s where s.learner_id = p.learner_id) as sessions,
       (select array_agg(b.sha256) from learner_blobs b where b.learner_id = p.learner_id) as files from profile p`,
  );
  await service.start();
  for (const person of people)
    expect(kept.find(({ id }) => id === ids.get(person))).toMatchObject({
      bio: secretOf(person),
      quizzes: 1,
      files: person === 'Bo' ? [FILE_HASH] : null,
      sessions: person === 'Ada' ? 1 : 0,
    });
});

test('who is learning in one tab is who is learning in all, and a PIN keeps the others out', { tag: '@long' }, async ({
  link,
  openDevice,
}) => {
  test.setTimeout(120_000);
  const { context, page } = await openDevice();
  await pickGoal(page, /numbers and nature/);
  await untilKeptOffline(page);
  await addSomebody(page, 'Bo', 'Owl');
  const second = await context.newPage();
  await second.goto('/me/learners');
  await second.getByRole('textbox', { name: 'PIN, 4 to 8 digits' }).fill('2468');
  await second.getByRole('textbox', { name: 'The same again' }).fill('2468');
  await second.getByRole('button', { name: 'Set the PIN' }).click();
  await expect(second.getByText('From now on your PIN')).toBeVisible();
  await leave(page);
  await expect(second.getByRole('heading', { name: 'Who is learning?' })).toBeVisible();
  await second.reload();
  await second.getByRole('button', { name: 'Learner 1' }).click();
  for (const tab of [page, second])
    await expect(tab.getByRole('button', { name: 'Learner 1 is learning. Switch learner' })).toBeVisible();
  await expect(page.getByRole('link', { name: 'Start' })).toBeVisible();
  await leave(second);
  await page.getByRole('button', { name: /^Bo/ }).click();
  await page.getByRole('textbox', { name: 'PIN of Bo' }).fill('1111');
  await page.getByRole('button', { name: 'Open', exact: true }).click();
  await expect(page.getByText('That is not the PIN.')).toBeVisible();
  await page.getByRole('textbox', { name: 'PIN of Bo' }).fill('2468');
  await page.getByRole('button', { name: 'Open', exact: true }).click();
  await expect(page.getByRole('heading', { name: /What would you like/ })).toBeVisible();

  // An open page alone takes no copy and gives nothing away: the PIN does, also without a network.
  link.cut();
  await page.goto('/me/data');
  await page.getByRole('button', { name: 'Save a copy of everything' }).click();
  const asked = page.getByRole('dialog', { name: 'Is it you?' });
  await asked.getByRole('textbox', { name: 'Your PIN' }).fill('1111');
  await asked.getByRole('button', { name: 'Go on' }).click();
  await expect(asked.getByText('That is not the PIN.')).toBeVisible();
  await asked.getByRole('textbox', { name: 'Your PIN' }).fill('2468');
  const copied = page.waitForEvent('download');
  await asked.getByRole('button', { name: 'Go on' }).click();
  expect((await copied).suggestedFilename()).toMatch(/^hornbook-.*\.json$/);
  await expect(asked).toHaveCount(0);
  link.mend();
  await page.goto('/me/learners');
  await page.getByRole('button', { name: 'Take the PIN off' }).click();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('button', { name: 'Take the PIN off' })).toBeVisible();
  // What was done without a network is told when there is one.
  await expect(async () => {
    await page.goto('/me/account/events');
    await expect(page.getByText('A copy of everything was saved')).toBeVisible({ timeout: 2_000 });
  }).toPass();
});

test('one who learns alone never sees anything of it', async ({ openDevice }) => {
  const { context, page } = await openDevice();
  await pickGoal(page, /numbers and nature/);
  await untilKeptOffline(page);
  await moveClock(context, WEEK);
  await page.reload();
  await expect(page.getByRole('link', { name: 'Start' })).toBeVisible();
  await expect(page.getByRole('button', { name: /Switch learner/ })).toHaveCount(0);
});
