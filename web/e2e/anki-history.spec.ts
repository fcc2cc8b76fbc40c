import { writeFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { type AnkiContents, ankiHistory } from '../src/data/testing/anki-package.ts';
import { findings } from './axe.ts';
import { expect, test } from './fixtures.ts';
import { publishQuestions } from './generated-course.ts';
import { comparable, joinAs, pickGoal, sendAll, takeCopy, untilKeptOffline, untilSent } from './learner.ts';
import { Link } from './link.ts';
import { freePort, Service } from './service.ts';

const daysAgo = (days: number): number => Date.now() - days * 86_400_000;

const NOTES: AnkiContents['notes'] = [
  ['g-water', 'water', 'agua'],
  ['g-sun', 'sun', 'sol'],
  ['g-moon', 'moon', 'luna'],
];
/** What somebody has answered since: water is forgotten soon, the sun is known well, of the moon there is nothing. */
const ENTRIES: AnkiContents['entries'] = [
  ...[40, 38, 34].map((days) => ({ at: daysAgo(days), card: 1, ease: 3 })),
  ...[30, 20, 2].map((days) => ({ at: daysAgo(days) + 1, card: 2, ease: 4 })),
  { at: daysAgo(25), card: 1, ease: 0, type: 4 },
];

test(
  'cards learned in Anki go on here without a connection, on both devices alike, and nothing comes twice',
  {
    tag: '@long',
  },
  async ({ openDevice }, testInfo) => {
    test.setTimeout(240_000);
    const deck = testInfo.outputPath('spanish.apkg');
    await writeFile(deck, await ankiHistory({ notes: NOTES, entries: [] }));
    const service = new Service(await freePort());
    const link = new Link(await freePort(), service.port);
    try {
      publishQuestions(service.dataDir, deck, 'spanish');
      await service.start();
      await link.start();
      const { page } = await openDevice(link);
      await page.goto('/learn/spanish');
      await page.getByRole('button', { name: 'Take this course' }).click();
      await expect(page.getByText('It works without a connection.')).toBeVisible({ timeout: 30_000 });
      await untilKeptOffline(page);
      await page.goto('/practice');
      await page.getByRole('link', { name: 'Bring your Anki history' }).click();
      await expect(page.getByRole('heading', { level: 1, name: 'Bring your Anki history' })).toBeVisible();
      // Its reader is kept from now on, and nothing of the author's desk.
      const kept = () => page.evaluate(async () => (await (await caches.open('hornbook-readers')).keys()).length);
      await expect.poll(kept).toBe(2);
      expect(await page.evaluate(() => caches.has('hornbook-desk'))).toBe(false);
      await untilSent(page);
      link.cut();

      const bring = (name: string, bytes: Uint8Array | string) =>
        page
          .getByLabel('File to bring')
          .setInputFiles({ name, mimeType: 'application/octet-stream', buffer: Buffer.from(bytes) });
      await bring('letter.txt', 'Dear all');
      await expect(page.getByText('This is no Anki package.')).toBeVisible();
      await bring('spanish.apkg', await ankiHistory({ notes: NOTES, entries: [] }));
      await expect(page.getByText(/There are no reviews in/)).toBeVisible();
      const notes: AnkiContents['notes'] = [...NOTES, ['g-rain', 'rain', 'lluvia']];
      const whole = await ankiHistory({ notes, entries: [...ENTRIES, { at: daysAgo(9), card: 4, ease: 3 }] }, 'new');
      await bring('spanish.apkg', whole);
      await expect(page.getByText('6 reviews are new (of 2 cards).')).toBeVisible();
      await expect(page.getByText('1 card is in none of your courses')).toBeVisible();
      await expect(page.getByText(/1 entry that is no review/)).toBeVisible();
      expect(await findings(page)).toEqual([]);
      await page.getByRole('button', { name: 'Bring 6 reviews' }).press('Enter');
      await expect(page.getByText('Brought. It is kept on this device')).toBeVisible();
      await bring('spanish.apkg', whole);
      await expect(page.getByText('There is nothing new in it: all these reviews are here already.')).toBeVisible();
      // As a system opens it with the installed app: who may not write courses is shown the way here.
      await page.addInitScript((content) => {
        const bytes = Uint8Array.from(atob(content), (unit) => unit.charCodeAt(0));
        const handle = { getFile: async () => new File([bytes], 'spanish.apkg') };
        const setConsumer = (take: (launch: object) => void) => take({ files: [handle] });
        Object.defineProperty(window, 'launchQueue', { configurable: true, value: { setConsumer } });
      }, Buffer.from(whole).toString('base64'));
      await page.goto('/desk/import');
      await page.getByRole('link', { name: 'Bring your Anki history' }).click();
      await expect(page.getByText('There is nothing new in it: all these reviews are here already.')).toBeVisible();
      const due = (of: Page) => of.getByRole('heading', { level: 2, name: '1 question, before it fades' });
      await page.goto('/practice');
      await expect(due(page)).toBeVisible();

      link.mend();
      await sendAll(page);
      const { page: second } = await openDevice(link);
      await pickGoal(second, /numbers and nature/);
      await untilSent(second);
      await joinAs(page, second);
      await second.goto('/practice');
      await expect(due(second)).toBeVisible({ timeout: 60_000 });
      await expect(async () =>
        expect(comparable(await takeCopy(second))).toEqual(comparable(await takeCopy(page))),
      ).toPass({ timeout: 60_000 });
      await second.goto('/practice');
      await second.getByRole('button', { name: /Review/ }).click();
      await expect(second).toHaveURL(/\/attempts\//);
      await expect(second.getByRole('main').getByRole('heading', { level: 1, name: 'water' })).toBeVisible();
    } finally {
      await link.stop();
      await service.dispose();
    }
  },
);
