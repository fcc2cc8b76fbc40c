import { readFile } from 'node:fs/promises';
import { expect, type Page } from '@playwright/test';

/** What a learner does with materials of their own, in words. */

/** A subject of that name, open. */
export const beginSubject = async (page: Page, subject: string): Promise<void> => {
  await page.goto('/me/subjects');
  await page.getByRole('button', { name: 'New subject' }).click();
  await page.getByRole('textbox', { name: 'What is it called?' }).fill(subject);
  await page.getByRole('button', { name: 'Keep it' }).click();
  await expect(page.getByRole('heading', { level: 1, name: subject })).toBeVisible();
};

/** A subject of that name with a note in it, open and ready to be written. */
export const beginNote = async (page: Page, subject: string, title: string): Promise<void> => {
  await beginSubject(page, subject);
  await page.getByRole('button', { name: 'New note' }).click();
  await page.getByRole('textbox', { name: 'What is it called?' }).fill(title);
  await page.getByRole('button', { name: 'Keep it' }).click();
  await expect(page.getByRole('heading', { level: 1, name: title })).toBeVisible();
};

export const field = (page: Page) => page.getByRole('textbox', { name: 'Text of the note' });
export const saved = (page: Page) => expect(page.getByText('Saved on this device')).toBeVisible();
export const put = async (page: Page, at: 'start' | 'end', text: string): Promise<void> => {
  await field(page).evaluate((element, where) => {
    const area = element as HTMLTextAreaElement;
    area.focus();
    const caret = where === 'start' ? 0 : area.value.length;
    area.setSelectionRange(caret, caret);
  }, at);
  await page.keyboard.type(text);
};

/** A page of paper with one line on it, as PDF: its bytes are all that matters here. */
export const PDF = Buffer.from(
  '%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj ' +
    '3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF',
);

export const openMaterial = async (page: Page, title: string): Promise<void> => {
  await page.getByRole('link', { name: title, exact: true }).click();
  await expect(page.getByRole('heading', { level: 1, name: title })).toBeVisible();
};

/** Opens a file and takes a copy of it: the very bytes, and a name to find them by. */
export const copyOf = async (page: Page): Promise<{ name: string; bytes: Buffer }> => {
  const download = page.waitForEvent('download');
  await page.getByRole('link', { name: 'Save a copy' }).click();
  const saved = await download;
  return { name: saved.suggestedFilename(), bytes: await readFile(await saved.path()) };
};

export const seesPicture = (page: Page) =>
  expect
    .poll(() => page.getByRole('img', { name: 'leaf' }).evaluate((image) => (image as HTMLImageElement).naturalWidth))
    .toBeGreaterThan(0);

/** What the system does when the learner picks Hornbook in another app's share sheet: it sends a form to the app. */
export const share = async (
  page: Page,
  parts: Record<string, string>,
  file?: { name: string; text: string | Buffer },
): Promise<void> => {
  const content = file && { name: file.name, base64: Buffer.from(file.text).toString('base64') };
  await page.evaluate(
    ({ parts, content }) => {
      const form = document.createElement('form');
      form.method = 'post';
      form.enctype = 'multipart/form-data';
      form.action = '/share';
      const add = (name: string, type: string) => {
        const input = document.createElement('input');
        input.type = type;
        input.name = name;
        form.append(input);
        return input;
      };
      for (const [name, value] of Object.entries(parts)) add(name, 'hidden').value = value;
      if (content) {
        const carrier = new DataTransfer();
        const bytes = Uint8Array.from(atob(content.base64), (unit) => unit.charCodeAt(0));
        carrier.items.add(new File([bytes], content.name, { type: 'text/plain' }));
        add('files', 'file').files = carrier.files;
      }
      document.body.append(form);
      form.submit();
    },
    { parts, content },
  );
  await expect(page.getByRole('heading', { level: 1, name: 'Shared with Hornbook' })).toBeVisible();
};
