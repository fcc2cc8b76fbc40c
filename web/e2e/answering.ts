import { expect, type Locator, type Page } from '@playwright/test';
import { giveSomeAnswer, pickGoal, untilKeptOffline } from './learner.ts';

/** What stands under a verdict: the way on to the next question, or to the end of them. */
export const goOn = (page: Page): Locator => page.getByRole('button', { name: /Continue|See how it went/ });

export const question = (page: Page): Locator => page.getByRole('main').getByRole('heading', { level: 1 });

/** Someone new, with the app kept on the device, before their first question. */
export const beginPractice = async (page: Page): Promise<void> => {
  await pickGoal(page, /numbers and nature/);
  await untilKeptOffline(page);
  await page.getByRole('link', { name: 'Try its questions first' }).click();
  await expect(page.getByRole('button', { name: 'Check' })).toBeVisible();
};

/** Answers the question on the screen and sees the verdict. */
export const answerOne = async (page: Page): Promise<void> => {
  await giveSomeAnswer(page);
  await page.getByRole('button', { name: 'Check' }).click();
  await expect(goOn(page)).toBeVisible();
};
