import { createHash } from 'node:crypto';
import { findings } from './axe.ts';
import { expect, test } from './fixtures.ts';
import { joinedDevices, pickGoal, untilKeptOffline, untilSent } from './learner.ts';
import { beginSubject, copyOf, openMaterial, PDF, seesPicture, share } from './own-materials.ts';

/** A second of a tone, as WAV. */
const tone = (): Buffer => {
  const head = Buffer.alloc(44);
  const samples = Buffer.alloc(16_000);
  for (let at = 0; at < 8000; at++) samples.writeInt16LE(Math.round(8000 * Math.sin(at / 3)), 2 * at);
  head.write('RIFF', 0, 'latin1');
  head.writeUInt32LE(36 + samples.length, 4);
  head.write('WAVEfmt ', 8, 'latin1');
  head.writeUInt32LE(16, 16);
  for (const [value, at] of [
    [1, 20],
    [1, 22],
    [2, 32],
    [16, 34],
  ] as const)
    head.writeUInt16LE(value, at);
  head.writeUInt32LE(8000, 24);
  head.writeUInt32LE(16_000, 28);
  head.write('data', 36, 'latin1');
  head.writeUInt32LE(samples.length, 40);
  return Buffer.concat([head, samples]);
};

test('a picture, a PDF and a sound added without a network open here, then on a second device, there offline, too', async ({
  openDevice,
  link,
}) => {
  test.setTimeout(240_000);
  const [a, b] = await joinedDevices(openDevice);
  await beginSubject(a, 'Biology');
  await untilSent(a);
  const subject = new URL(a.url()).pathname;

  link.cut();
  await a.reload();
  const picture = await a.screenshot();
  await a.getByLabel('Files to add').setInputFiles([
    { name: 'leaf.png', mimeType: 'image/png', buffer: picture },
    { name: 'worksheet.pdf', mimeType: 'application/pdf', buffer: PDF },
    { name: 'bird.wav', mimeType: 'audio/wav', buffer: tone() },
    { name: 'nothing.txt', mimeType: 'text/plain', buffer: Buffer.alloc(0) },
  ]);
  await expect(a.getByRole('alert').getByText('nothing.txt is empty')).toBeVisible();
  await openMaterial(a, 'leaf');
  await seesPicture(a);
  await expect(a.getByText(/waits to be sent/)).toBeVisible();
  await a.goto(subject);
  await openMaterial(a, 'worksheet');
  expect(await copyOf(a)).toEqual({ name: 'worksheet.pdf', bytes: PDF });

  link.mend();
  await expect(a.getByText(/On this device and at the service/)).toBeVisible({ timeout: 90_000 });
  await b.goto(subject);
  await openMaterial(b, 'worksheet');
  await b.getByRole('button', { name: /^Get it/ }).click();
  await expect(b.getByText(/On this device and at the service/)).toBeVisible({ timeout: 60_000 });
  for (const title of ['leaf', 'bird']) {
    await b.goto(subject);
    await openMaterial(b, title);
    await b.getByRole('button', { name: /^Get it/ }).click();
    await expect(b.getByText(/On this device and at the service/)).toBeVisible({ timeout: 60_000 });
  }

  link.cut();
  await b.goto(subject);
  await openMaterial(b, 'bird');
  // Half a second in: the player gets the stretch it asks for.
  const seeked = b.locator('audio').evaluate(async (element) => {
    const player = element as HTMLAudioElement;
    if (player.readyState < 1) await new Promise((resolve) => player.addEventListener('loadedmetadata', resolve));
    player.currentTime = 0.5;
    await new Promise((resolve) => player.addEventListener('seeked', resolve, { once: true }));
    return [player.duration, player.currentTime];
  });
  expect(await seeked).toEqual([1, 0.5]);
  await b.goto(subject);
  await openMaterial(b, 'leaf');
  await seesPicture(b);
  await b.goto(subject);
  await openMaterial(b, 'worksheet');
  expect((await copyOf(b)).bytes.equals(PDF)).toBe(true);
  await b.getByRole('button', { name: 'Remove from this device' }).click();
  await expect(b.getByRole('button', { name: /^Get it/ })).toBeVisible();
});

test('what is pasted or dropped comes into the subject, and a link is kept with what the service says of it', {
  tag: '@long',
}, async ({ page }) => {
  await pickGoal(page, /numbers and nature/);
  await beginSubject(page, 'History');
  await page.evaluate(() => {
    const carrier = new DataTransfer();
    carrier.items.add(new File(['Rome was not built in a day.'], 'rome.txt', { type: 'text/plain' }));
    dispatchEvent(new ClipboardEvent('paste', { clipboardData: carrier, bubbles: true, cancelable: true }));
    const second = new DataTransfer();
    second.items.add(new File(['Carthage'], 'carthage.txt', { type: 'text/html' }));
    dispatchEvent(new DragEvent('dragover', { dataTransfer: second, bubbles: true, cancelable: true }));
    dispatchEvent(new DragEvent('drop', { dataTransfer: second, bubbles: true, cancelable: true }));
  });
  await expect(page.getByRole('link', { name: 'carthage', exact: true })).toBeVisible();
  await openMaterial(page, 'rome');
  await expect(page.getByText('Rome was not built in a day.')).toBeVisible();
  await page.getByRole('button', { name: 'Back' }).click();
  await page.getByRole('button', { name: 'Add a link' }).click();
  await page.getByRole('textbox', { name: 'Address of the page' }).fill('javascript:alert(1)');
  await page.getByRole('button', { name: 'Keep it' }).click();
  await expect(page.getByText('This is no address of a page.')).toBeVisible();
  // An address nothing public answers at: the service keeps the link alone, and the page says so.
  await page.getByRole('textbox', { name: 'Address of the page' }).fill('http://127.0.0.1/secret');
  await page.getByRole('button', { name: 'Keep it' }).click();
  await expect(page.getByRole('link', { name: 'http://127.0.0.1/secret' })).toBeVisible();
  await expect(page.getByText('Only the link could be kept')).toBeVisible({ timeout: 60_000 });
});

const PAGE_COPY = JSON.stringify({
  ...{ format: 1, url: 'https://example.org/leaves', title: 'How leaves take light', byline: 'Ada Green' },
  ...{ siteName: null, lang: 'en', dir: null, takenAt: Date.UTC(2026, 10, 20) },
  html: '<p>A leaf takes <a href="javascript:alert(1)">light</a>.<img src="x" onerror="alert(2)"><script>alert(3)</script></p>',
});

test('the readable copy of a page comes by itself, opens without a network, and nothing in it runs', {
  tag: '@long',
}, async ({ page, link }) => {
  test.setTimeout(120_000);
  const said: string[] = [];
  page.on('dialog', (dialog) => {
    said.push(dialog.message());
    void dialog.dismiss();
  });
  await pickGoal(page, /numbers and nature/);
  await untilKeptOffline(page);
  await beginSubject(page, 'Biology');
  // The service has the bytes of a copy, and this device forgets them.
  await page
    .getByLabel('Files to add')
    .setInputFiles({ name: 'copy.json', mimeType: 'text/plain', buffer: Buffer.from(PAGE_COPY) });
  await openMaterial(page, 'copy');
  await expect(page.getByText(/On this device and at the service/)).toBeVisible({ timeout: 60_000 });
  await page.getByRole('button', { name: 'Back' }).click();
  await page.getByRole('button', { name: 'Add a link' }).click();
  await page.getByRole('textbox', { name: 'Address of the page' }).fill('http://127.0.0.1/leaves');
  await page.getByRole('textbox', { name: 'What is it called?' }).fill('Leaves');
  await page.getByRole('button', { name: 'Keep it' }).click();
  await expect(page.getByText('Only the link could be kept')).toBeVisible({ timeout: 60_000 });
  // Stories reach no public page: what the service writes when it has kept one is written here in its place.
  const sha256 = createHash('sha256').update(PAGE_COPY).digest('hex');
  const id = page.url().split('/').pop() ?? '';
  await page.evaluate(
    async ({ sha256, id }) => {
      const done = <T>(request: IDBRequest<T>) =>
        new Promise<T>((resolve, reject) => {
          request.onsuccess = () => resolve(request.result);
          request.onerror = () => reject(request.error);
        });
      for (const { name = '' } of await indexedDB.databases()) {
        if (!/^hornbook-[0-9a-f]{8}-/.test(name)) continue;
        const database = await done(indexedDB.open(name));
        const change = database.transaction(['materials', 'blobs'], 'readwrite');
        const rows = change.objectStore('materials');
        for (const row of await done(rows.getAll()))
          if (row.id === id) rows.put({ ...row, snapshotState: 'kept', snapshotHash: sha256 });
        change.objectStore('blobs').delete(sha256);
        await new Promise((resolve) => change.addEventListener('complete', resolve));
        database.close();
        await caches.delete(`hornbook-blobs-${name.slice('hornbook-'.length)}`);
      }
    },
    { sha256, id },
  );
  await page.goto('/me');
  const isHere = () => page.evaluate(async (path) => Boolean(await caches.match(path)), `/blobs/${sha256}`);
  await expect.poll(isHere, { timeout: 60_000 }).toBe(true);
  link.cut();
  await page.goto(`/me/materials/${id}`);
  const copy = page.getByRole('article', { name: 'How leaves take light' });
  await expect(copy.getByText('A leaf takes light.')).toBeVisible();
  await expect(copy.locator('img, script, [href^="javascript"], [onerror]')).toHaveCount(0);
  expect(said).toEqual([]);
});

test('what another app shares is kept without a network, waits over a reload, and goes into the subject the learner says', async ({
  page,
  link,
}) => {
  test.setTimeout(120_000);
  await pickGoal(page, /numbers and nature/);
  await untilKeptOffline(page);
  await beginSubject(page, 'Biology');
  const subject = page.url();
  link.cut();
  await share(
    page,
    { title: 'Leaves', text: 'https://example.org/leaves' },
    { name: 'rome.txt', text: 'Not in a day.' },
  );
  await share(page, { text: 'Roots drink rain.' });
  await page.reload();
  const waits = (name: string) => page.getByRole('button', { name: `Throw away: ${name}` });
  for (const name of ['Leaves', 'rome.txt', 'A note']) await expect(waits(name)).toBeVisible();
  expect(await findings(page)).toEqual([]);
  // Left for later, it is found again from the subjects.
  await page.goto('/me/subjects');
  await page.getByRole('link', { name: 'Shared with Hornbook' }).click();
  await waits('A note').click();
  await expect(waits('A note')).toHaveCount(0);
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(waits('A note')).toBeVisible();
  await page.getByRole('button', { name: 'Biology' }).click();
  await expect(page).toHaveURL(subject);
  await openMaterial(page, 'rome');
  await expect(page.getByText('Not in a day.')).toBeVisible();
  await page.goto(subject);
  await openMaterial(page, 'Leaves');
  await expect(page.getByRole('link', { name: 'https://example.org/leaves' })).toBeVisible();
  await page.goto(subject);
  await page.getByRole('link', { name: 'A note', exact: true }).click();
  await expect(page.getByRole('article').getByText('Roots drink rain.')).toBeVisible();
  await page.goto('/me/arrivals');
  await expect(page.getByText('Nothing waits for a subject')).toBeVisible();
  link.mend();
  await untilSent(page);
});
