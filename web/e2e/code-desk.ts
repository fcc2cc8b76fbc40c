import type { Activity, Catalogue, CourseManifest, LessonPart, SolvedOf } from '@hornbook/shared/content/pack.ts';
import type { APIRequestContext, Page } from '@playwright/test';
import { expect } from './fixtures.ts';

export interface Challenge {
  path: string;
  question: SolvedOf<'code'>;
}

/** An activity of the course's first unit that asks for one program, and nothing else. */
export const findChallenge = async (request: APIRequestContext, course: string): Promise<Challenge> => {
  const catalogue: Catalogue = await (await request.get('/packs/catalogue')).json();
  const version = catalogue.courses.find(({ slug }) => slug === course)?.version;
  const manifest: CourseManifest = await (await request.get(`/packs/${version}`)).json();
  for (const lesson of manifest.units[0]?.lessons ?? []) {
    const part: LessonPart = await (await request.get(`/packs/${lesson.part.sha256}`)).json();
    for (const { id, questions } of part.activities as Activity[]) {
      const [question, ...others] = questions;
      if (question?.kind === 'code' && question.solution && others.length === 0)
        return { path: `/play/${course}/${id}`, question: question as SolvedOf<'code'> };
    }
  }
  throw new Error(`the first unit of ${course} asks for no program`);
};

const editor = (page: Page) => page.getByRole('textbox', { name: 'Your program' });
const result = (page: Page) => page.getByRole('status').filter({ hasText: /tests? pass/ });
export const runAll = async (page: Page): Promise<string> => {
  await page.getByRole('button', { name: 'Run all tests' }).click();
  await expect(page.getByRole('button', { name: 'Stop', exact: true })).toHaveCount(0, { timeout: 60_000 });
  await expect(result(page)).toBeVisible({ timeout: 60_000 });
  return (await result(page).textContent()) ?? '';
};
export const write = async (page: Page, source: string) => {
  await expect(page.locator('.cm-content')).toBeVisible();
  await editor(page).fill(source);
};
export const openPython = async (page: Page, path: string) => {
  await page.goto(path);
  await page.getByRole('button', { name: 'Get Python' }).click();
  await expect(page.getByRole('button', { name: 'Run all tests' })).toBeEnabled({ timeout: 60_000 });
};
