import type { Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { giveSomeAnswer, pickGoal, sendAll } from './learner.ts';
import { answersAtService } from './rows-at-service.ts';

/** What a browser may lack, or say wrongly. Each runs in the page before any script of the app. */
const modes: Record<string, () => void> = {
  'no Background Sync': () => {
    Reflect.deleteProperty(globalThis, 'SyncManager');
    Reflect.deleteProperty(ServiceWorkerRegistration.prototype, 'sync');
  },
  'no Web Locks': () => {
    Reflect.deleteProperty(Navigator.prototype, 'locks');
  },
  'neither Web Locks nor localStorage': () => {
    Reflect.deleteProperty(Navigator.prototype, 'locks');
    const forbidden = () => {
      throw new DOMException('forbidden', 'SecurityError');
    };
    for (const name of ['localStorage', 'sessionStorage']) Object.defineProperty(globalThis, name, { get: forbidden });
  },
  'no BroadcastChannel': () => {
    Reflect.deleteProperty(globalThis, 'BroadcastChannel');
  },
  'no lasting storage': () => {
    Reflect.deleteProperty(StorageManager.prototype, 'persist');
    Reflect.deleteProperty(StorageManager.prototype, 'persisted');
  },
  'no storage manager': () => {
    Reflect.deleteProperty(Navigator.prototype, 'storage');
  },
  'no CompressionStream': () => {
    Reflect.deleteProperty(globalThis, 'CompressionStream');
    Reflect.deleteProperty(globalThis, 'DecompressionStream');
  },
  'a browser that always says it is offline': () => {
    Object.defineProperty(Navigator.prototype, 'onLine', { get: () => false });
    setInterval(() => dispatchEvent(new Event('offline')), 500);
  },
  'a browser that says all the time that it is online again': () => {
    Object.defineProperty(Navigator.prototype, 'onLine', { get: () => true });
    setInterval(() => dispatchEvent(new Event('online')), 500);
  },
  'no word about the connection, and no idle time': () => {
    Reflect.deleteProperty(Navigator.prototype, 'connection');
    Reflect.deleteProperty(globalThis, 'requestIdleCallback');
  },
  'no Cache Storage and no service worker': () => {
    Reflect.deleteProperty(globalThis, 'caches');
    Reflect.deleteProperty(Navigator.prototype, 'serviceWorker');
  },
  'no Segmenter and no list format': () => {
    Reflect.deleteProperty(Intl, 'Segmenter');
    Reflect.deleteProperty(Intl, 'ListFormat');
  },
  'no badge, no push, no notifications': () => {
    for (const name of ['setAppBadge', 'clearAppBadge']) Reflect.deleteProperty(Navigator.prototype, name);
    for (const name of ['PushManager', 'Notification']) Reflect.deleteProperty(globalThis, name);
  },
};

const answerOne = async (page: Page): Promise<void> => {
  await page.getByRole('link', { name: 'Try its questions first' }).click();
  await expect(page.getByRole('button', { name: 'Check' })).toBeVisible();
  await giveSomeAnswer(page);
  await page.getByRole('button', { name: 'Check' }).click();
  await expect(page.getByRole('button', { name: /Continue/ })).toBeVisible();
};

test('opening, answering, reloading and sending work in each of thirteen browsers that lack or lie about something', {
  tag: '@long',
}, async ({ openDevice, link }) => {
  test.setTimeout(300_000);
  const play = async ([mode, deprive]: [string, () => void]) =>
    test.step(mode, async () => {
      const { context, page } = await openDevice();
      const errors: string[] = [];
      page.on('pageerror', (error) => errors.push(error.message));
      await context.addInitScript(deprive);
      await pickGoal(page, /numbers and nature/);
      await answerOne(page);
      await page.reload();
      await expect(page.getByRole('button', { name: /Continue/ }), mode).toBeVisible();
      await sendAll(page);
      expect(await answersAtService(context, link.url), mode).toBe(1);
      expect(errors, mode).toEqual([]);
      await context.close();
    });
  const failures: string[] = [];
  const waiting = Object.entries(modes);
  const one = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      const [mode] = next;
      await play(next).catch((error) => failures.push(`${mode}: ${error}`));
    }
  };
  await Promise.all([one(), one(), one()]);
  expect(failures).toEqual([]);
});

test('where the browser forbids storage it works for the session, says that nothing is kept, and sends nothing', async ({
  openDevice,
  link,
}) => {
  const { context, page } = await openDevice();
  await context.addInitScript(() => {
    Object.defineProperty(globalThis, 'indexedDB', { value: undefined });
  });
  await pickGoal(page, /numbers and nature/);
  await expect(page.getByText('what you do here is gone when you close it')).toBeVisible();
  await answerOne(page);
  await expect(page.getByRole('banner').getByRole('link', { name: 'Not kept' })).toBeVisible();
  expect((await context.cookies(link.url)).length).toBe(0);
});

test('a store that never answers is told after a while, and the learner may go on without it', async ({
  openDevice,
}) => {
  const { context, page } = await openDevice();
  await context.addInitScript(() => {
    IDBFactory.prototype.open = () => ({}) as IDBOpenDBRequest;
  });
  await page.goto('/');
  await expect(page.getByText('Your learning can’t be opened right now')).toBeVisible({ timeout: 20_000 });
  await page.getByRole('button', { name: 'Learn without keeping it' }).click();
  await expect(page.getByText('what you do here is gone when you close it')).toBeVisible();
  await page.getByRole('button', { name: /numbers and nature/ }).click();
  await expect(page.getByRole('link', { name: 'Start' })).toBeVisible();
});

test('a store that can no longer be opened is never deleted, and is there again when it can', async ({
  openDevice,
}) => {
  const { context, page } = await openDevice();
  await pickGoal(page, /numbers and nature/);
  await context.addInitScript(() => {
    if (sessionStorage.getItem('mended')) return;
    IDBFactory.prototype.open = () => {
      throw new DOMException('Internal error opening backing store', 'UnknownError');
    };
    IDBFactory.prototype.deleteDatabase = () => {
      document.title = 'deleted';
      throw new Error('deleted');
    };
  });
  await page.reload();
  await expect(page.getByText('Your learning can’t be opened right now')).toBeVisible();
  await page.getByRole('button', { name: 'Try again' }).click();
  await expect(page.getByText('Your learning can’t be opened right now')).toBeVisible();
  expect(await page.title()).not.toBe('deleted');
  await page.evaluate(() => sessionStorage.setItem('mended', '1'));
  await page.reload();
  await expect(page.getByRole('link', { name: 'Start' })).toBeVisible();
});
