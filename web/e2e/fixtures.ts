import { type BrowserContext, test as base, type Page } from '@playwright/test';
import { type AuthorsDevice, openAuthorsDevice } from './author.ts';
import { Link } from './link.ts';
import { answerForFirefox } from './plain-firefox.ts';
import { freePort, Service } from './service.ts';

interface WorkerFixtures {
  /** One service for the tests of a worker; learners keep them apart. */
  service: Service;
}

interface TestFixtures {
  /** This test's way to the service. */
  link: Link;
  /** Opens a browser profile of its own: a device, on this test's link or on one of its own. */
  openDevice: (own?: Link) => Promise<{ context: BrowserContext; page: Page }>;
  /** Opens the device of an author, who has a service of their own. */
  openAuthor: () => Promise<AuthorsDevice>;
}

answerForFirefox();

export const test = base.extend<TestFixtures, WorkerFixtures>({
  service: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixtures a fixture needs from this pattern.
    async ({}, use) => {
      const service = new Service(await freePort());
      await service.start();
      await use(service);
      await service.dispose();
    },
    { scope: 'worker', timeout: 120_000 },
  ],
  link: async ({ service }, use) => {
    const link = new Link(await freePort(), service.port);
    await link.start();
    await use(link);
    await link.stop();
  },
  baseURL: async ({ link }, use) => use(link.url),
  openDevice: async ({ browser, link, contextOptions }, use) => {
    const contexts: BrowserContext[] = [];
    await use(async (own = link) => {
      const context = await browser.newContext({
        ...contextOptions,
        baseURL: own.url,
        viewport: { width: 360, height: 640 },
      });
      contexts.push(context);
      return { context, page: await context.newPage() };
    });
    for (const context of contexts) await context.close();
  },
  openAuthor: async ({ openDevice }, use) => {
    const ends: (() => Promise<void>)[] = [];
    await use(() => openAuthorsDevice(openDevice, ends));
    for (const end of ends.reverse()) await end();
  },
});

export { expect } from '@playwright/test';
