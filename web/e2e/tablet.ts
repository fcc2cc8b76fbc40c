import { createHash } from 'node:crypto';
import { type BrowserContext, expect, type Page, type Response } from '@playwright/test';

/** What learners who share a tablet do with their hands, and what a browser shows of it beneath. */

/** Says who one is, before somebody else comes, and lets them come. */
export const addSomebody = async (page: Page, name: string, picture: string): Promise<void> => {
  await page.goto('/me/learners');
  const form = page.locator('form', { has: page.getByRole('button', { name: 'Start learning' }) });
  const more = page.getByText('Somebody new', { exact: true });
  await expect(more.or(form).first()).toBeVisible();
  if (await more.isVisible()) await more.click();
  await form.getByRole('textbox', { name: 'Name' }).fill(name);
  await form.getByRole('radio', { name: picture }).click();
  await form.getByRole('button', { name: 'Start learning' }).click();
  await expect(page.getByRole('heading', { name: /What would you like/ })).toBeVisible();
};

export const leave = async (page: Page): Promise<void> => {
  await page.getByRole('button', { name: /is learning. Switch learner/ }).click();
  await expect(page.getByRole('heading', { name: 'Who is learning?' })).toBeVisible();
};

/** Chooses oneself on "Who is learning?". */
export const comeAs = async (page: Page, name: string): Promise<void> => {
  await page.getByRole('button', { name: new RegExp(`^${name}`) }).click();
  await expect(page.getByRole('button', { name: `${name} is learning. Switch learner` })).toBeVisible();
};

/** From the next page on, this browser's clock is so much off. */
export const moveClock = (context: BrowserContext, byMs: number): Promise<unknown> =>
  context.addInitScript((ms) => {
    const Real = Date;
    globalThis.Date = class extends Real {
      constructor(...given: [] | [number]) {
        super(...((given.length === 0 ? [Real.now() + ms] : given) as [number]));
      }
      static override now = () => Real.now() + ms;
    } as DateConstructor;
  }, byMs);

/** What a browser stores for a learner: everything as one text, and how many rows and files wait to be sent. */
interface Stored {
  text: string;
  outbox: number;
  files: number;
}

const stored = (page: Page, name: string): Promise<Stored> =>
  page.evaluate(async (databaseName) => {
    const asked = <T>(request: IDBRequest<T>) =>
      new Promise<T>((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
      });
    const database = await asked(indexedDB.open(databaseName));
    const stores = [...database.objectStoreNames];
    const tx = database.transaction(stores);
    const all = await Promise.all(stores.map((store) => asked(tx.objectStore(store).getAll())));
    database.close();
    const files = (all[stores.indexOf('blobs')] ?? []) as { upload: string }[];
    return {
      text: JSON.stringify(all),
      outbox: all[stores.indexOf('outbox')]?.length ?? 0,
      files: files.filter(({ upload }) => upload === 'waiting').length,
    };
  }, name);

/** The databases of learners in this browser, by learner id. */
export const learnersStored = async (page: Page): Promise<Map<string, Stored>> => {
  const names = await page.evaluate(async () => (await indexedDB.databases()).map(({ name }) => name ?? ''));
  const found = new Map<string, Stored>();
  for (const name of names) {
    const id = /^hornbook-([0-9a-f]{8}-[0-9a-f-]{27})$/.exec(name)?.[1];
    if (id) found.set(id, await stored(page, name));
  }
  return found;
};

export const scopeOf = (learnerId: string): string => createHash('sha256').update(learnerId).digest('hex').slice(0, 16);

export interface Heard {
  path: string;
  status: number;
  /** Whom the request said it was about. */
  about: string | undefined;
  /** It brought rows by a ticket, not by a session. */
  byTicket: boolean;
  withCookie: boolean;
  text: string;
}

/** Everything that is said between the pages of a browser and the service about learners. */
export const listen = (context: BrowserContext): Heard[] => {
  const heard: Heard[] = [];
  const note = async (response: Response) => {
    const { pathname, searchParams } = new URL(response.url());
    // What the service worker has of a learner never left the device.
    if (!/^\/(sync|auth|queries|blobs)\//.test(pathname) || response.fromServiceWorker()) return;
    const request = response.request();
    const headers: Record<string, string> = await request.allHeaders().catch(() => ({}));
    heard.push({
      path: pathname,
      status: response.status(),
      about: headers['x-hornbook-learner'] ?? searchParams.get('scope') ?? undefined,
      byTicket: headers['x-hornbook-delivery'] !== undefined || pathname === '/auth/delivery',
      withCookie: headers.cookie !== undefined,
      text: await response.text().catch(() => ''),
    });
  };
  context.on('response', (response) => void note(response));
  return heard;
};
