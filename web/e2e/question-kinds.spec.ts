import type { Activity, Catalogue, CourseManifest, LessonPart, SolvedOf } from '@hornbook/shared/content/pack.ts';
import type { Locator, Page } from '@playwright/test';
import { findings } from './axe.ts';
import { expect, test } from './fixtures.ts';
import { pickGoal } from './learner.ts';

const course = 'ai-engineering';

/** A practice that asks for an order, pairs and gaps, with its solutions: the first of the course that does. */
const openPractice = async (page: Page): Promise<Activity> => {
  const catalogue: Catalogue = await (await page.request.get('/packs/catalogue')).json();
  const version = catalogue.courses.find(({ slug }) => slug === course)?.version;
  const manifest: CourseManifest = await (await page.request.get(`/packs/${version}`)).json();
  for (const lesson of manifest.units.flatMap(({ lessons }) => lessons)) {
    const part: LessonPart = await (await page.request.get(`/packs/${lesson.part.sha256}`)).json();
    const activity = part.activities.find(
      ({ kind, questions }) =>
        kind === 'practice' &&
        (['ordering', 'matching', 'cloze'] as const).every((one) => questions.some((q) => q.kind === one)),
    );
    if (!activity) continue;
    await page.goto(`/play/${course}/${activity.id}`);
    return activity;
  }
  throw new Error('no lesson of the course asks for an order, pairs and gaps');
};

const questionOf = <K extends 'ordering' | 'matching' | 'cloze'>({ questions }: Activity, kind: K): SolvedOf<K> =>
  questions.find((question) => question.kind === kind) as SolvedOf<K>;
const main = (page: Page): Locator => page.getByRole('main');
const heading = (page: Page): Locator => main(page).getByRole('heading', { level: 1 });
const verdict = (page: Page, words: RegExp): Locator => main(page).getByRole('heading', { level: 2, name: words });
/** The words of an item as the page reads them. */
const wordsOf = (html: string): string => html.replaceAll(/<[^>]*>/g, '').replaceAll('&#x27;', "'");
const shownItems = (page: Page): Locator =>
  main(page)
    .getByRole('listitem')
    .filter({ has: page.getByRole('button') });

/** What axe finds, and how far the page is too wide. */
const troubles = async (page: Page): Promise<string[]> => {
  await page.evaluate(() =>
    Promise.all(document.getAnimations().map((animation) => animation.finished.catch(() => null))),
  );
  const found = await findings(page);
  const sideways = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  return [...found, ...(sideways > 0 ? [`${sideways} px too wide`] : [])];
};

/** Presses Tab until the control has the focus, as someone without a pointer does. */
const tabTo = async (page: Page, control: Locator): Promise<void> => {
  for (let presses = 0; presses < 60; presses++) {
    if (await control.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press('Tab');
  }
  await expect(control).toBeFocused();
};

test('an order, pairs and gaps are answered by keys alone, and each step is said', async ({ page }) => {
  test.setTimeout(120_000);
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await pickGoal(page, /modern AI/);
  const activity = await openPractice(page);

  // The order: one thing after another goes up by arrow keys; what is moved keeps the focus, and its place is said.
  const ordering = questionOf(activity, 'ordering');
  await expect(heading(page)).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(main(page).getByRole('alert')).toContainText('Move something first');
  for (const [place, id] of ordering.solution.optionIds.entries()) {
    const words = wordsOf(ordering.options.find((option) => option.id === id)?.html ?? '');
    const position = async () =>
      (await shownItems(page).allTextContents()).findIndex((text) => text.includes(words)) as number;
    const up = main(page).getByRole('button', { name: `Move up: ${words}` });
    if ((await position()) > place) await tabTo(page, up);
    for (let at = await position(); at > place; at--) {
      await page.keyboard.press('ArrowUp');
      await expect(main(page).getByRole('status').filter({ hasText: 'now' })).toHaveText(
        `${words}: now ${at} of ${ordering.options.length}`,
      );
      await expect(up).toBeFocused();
    }
    // Back to the top of the page, from where Tab reaches everything.
    await page.evaluate(() => (document.activeElement as HTMLElement).blur());
  }
  await page.keyboard.press('Enter');
  await expect(verdict(page, /^Right$/)).toBeFocused();
  await page.keyboard.press('Enter');

  // Pairs: a list for each; what is left empty is asked for once, then taken as meant.
  const matching = questionOf(activity, 'matching');
  await expect(heading(page)).toBeFocused();
  const lists = main(page).getByRole('combobox');
  const last = matching.options.length - 1;
  for (const [index, list] of (await lists.all()).entries()) {
    await tabTo(page, list);
    if (index === last) break;
    const name = (await list.evaluate((element: HTMLSelectElement) => element.labels[0]?.textContent)) ?? '';
    const option = matching.options.find(({ html }) => wordsOf(html) === name.trim());
    const choice = matching.solution.pairs.find(({ optionId }) => optionId === option?.id)?.choiceId ?? '';
    for (let presses = 0; (await list.inputValue()) !== choice && presses < 9; presses++)
      await page.keyboard.press('ArrowDown');
    await expect(list).toHaveValue(choice);
  }
  const check = main(page).page().getByRole('button', { name: 'Check' });
  await tabTo(page, check);
  await page.keyboard.press('Enter');
  await expect(main(page).getByRole('alert')).toContainText('still empty');
  await expect(lists.nth(last)).toBeFocused();
  await tabTo(page, check);
  await page.keyboard.press('Enter');
  await expect(verdict(page, /^Partly right$/)).toBeFocused();
  await expect(main(page).getByText(`${last} of ${last + 1} points`)).toBeVisible();
  await page.keyboard.press('Enter');

  // Gaps: typed one after another; Enter in a field checks.
  const cloze = questionOf(activity, 'cloze');
  await expect(heading(page)).toBeFocused();
  for (const [index, gap] of cloze.gaps.entries()) {
    const solution = cloze.solution.gaps.find(({ id }) => id === gap.id);
    const field = main(page).getByLabel(new RegExp(`^Gap ${index + 1} of ${cloze.gaps.length}`));
    await tabTo(page, field);
    if (solution?.kind === 'choice') {
      for (let presses = 0; (await field.inputValue()) !== solution.optionId && presses < 9; presses++)
        await page.keyboard.press('ArrowDown');
    } else if (solution)
      await page.keyboard.type(solution.kind === 'number' ? String(solution.value) : (solution.accept[0] ?? ''));
  }
  await page.keyboard.press('Enter');
  await expect(verdict(page, /^Right$/)).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'Question by question' })).toBeVisible();
  await expect(page.getByText(/\d+ of \d+ points/).first()).toBeVisible();
});

for (const colorScheme of ['light', 'dark'] as const) {
  test(`an order, pairs and gaps fit a small touch screen, ${colorScheme}, and nothing has to be dragged`, {
    tag: colorScheme === 'light' ? '@long' : [],
  }, async ({ browser, link, contextOptions }) => {
    test.setTimeout(150_000);
    const context = await browser.newContext({
      ...contextOptions,
      baseURL: link.url,
      viewport: { width: 320, height: 568 },
      hasTouch: true,
      isMobile: true,
      colorScheme,
      reducedMotion: 'reduce',
    });
    const page = await context.newPage();
    const found: string[] = [];
    const look = async (where: string) => {
      for (const trouble of await troubles(page)) found.push(`${where}: ${trouble}`);
      for (const control of await main(page).locator('fieldset :is(button, input, select)').all()) {
        const box = await control.boundingBox();
        if (box && (box.height < 44 || box.width < 44))
          found.push(`${where}: ${box.width} × ${box.height} is too small`);
      }
    };
    await pickGoal(page, /modern AI/);
    const activity = await openPractice(page);
    const check = page.getByRole('button', { name: 'Check' });
    const goOn = page.getByRole('button', { name: /Continue|See how it went/ });

    const ordering = questionOf(activity, 'ordering');
    await expect(shownItems(page)).toHaveCount(ordering.options.length);
    await look('asking for an order');
    const first = await shownItems(page).first().textContent();
    await shownItems(page).first().getByRole('button', { name: 'Move down' }).tap();
    await expect(shownItems(page).nth(1)).toContainText((first ?? '').replace(/^\d/, ''));
    await check.tap();
    await expect(goOn).toBeVisible();
    await look('the verdict on an order');
    await goOn.tap();

    const matching = questionOf(activity, 'matching');
    const lists = main(page).getByRole('combobox');
    await expect(lists).toHaveCount(matching.options.length);
    // The same for two, where it belongs to one: both keep it, and both say so.
    const choice = matching.choices[0]?.id as string;
    await lists.nth(0).selectOption(choice);
    await lists.nth(1).selectOption(choice);
    await expect(lists.nth(0)).toHaveValue(choice);
    await expect(main(page).getByText(/^Also chosen for:/)).toHaveCount(2);
    await look('asking for pairs');
    await check.tap();
    await check.tap();
    await expect(goOn).toBeVisible();
    await look('the verdict on pairs');
    await goOn.tap();

    await main(page).getByRole('textbox').first().fill('about nine');
    await expect(main(page).getByRole('textbox').first()).toHaveValue('about nine');
    await check.tap();
    await expect(main(page).getByRole('alert')).toContainText('number');
    await look('asking for gaps');
    await main(page).getByRole('textbox').first().fill('9');
    await main(page).getByRole('combobox').first().selectOption({ index: 1 });
    await check.tap();
    await check.tap();
    await expect(goOn).toBeVisible();
    await look('the verdict on gaps');
    await goOn.tap();
    await expect(page.getByRole('heading', { name: 'Question by question' })).toBeVisible();
    await look('the results');
    expect(found).toEqual([]);
    await context.close();
  });
}

test('they fit from right to left with the largest text, too', { tag: '@long' }, async ({ page }) => {
  test.setTimeout(120_000);
  await page.setViewportSize({ width: 320, height: 568 });
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await pickGoal(page, /modern AI/);
  const activity = await openPractice(page);
  await page.waitForURL(/\/attempts\//);
  await page.goto(`${page.url()}?locale=pseudo-rtl`);
  await expect(page.locator('html')).toHaveAttribute('dir', 'rtl');
  await page.evaluate(() => document.documentElement.setAttribute('data-text-size', 'largest'));
  const found: string[] = [];
  const look = async (where: string) => {
    for (const trouble of await troubles(page)) found.push(`${where}: ${trouble}`);
  };
  // The words are pseudo-words here, so the one button that goes on is found by its key.
  const goOn = async () => {
    await page.evaluate(() => (document.activeElement as HTMLElement).blur());
    await page.keyboard.press('Enter');
  };
  await expect(shownItems(page)).toHaveCount(questionOf(activity, 'ordering').options.length);
  await shownItems(page).first().getByRole('button').last().click();
  await look('asking for an order');
  await goOn();
  await expect(verdict(page, /./)).toBeFocused();
  await look('the verdict on an order');
  await goOn();
  const lists = main(page).getByRole('combobox');
  await expect(lists).toHaveCount(questionOf(activity, 'matching').options.length);
  for (const [index, list] of (await lists.all()).entries()) await list.selectOption({ index: index + 1 });
  await look('asking for pairs');
  await goOn();
  await expect(verdict(page, /./)).toBeFocused();
  await look('the verdict on pairs');
  await goOn();
  await expect(main(page).getByRole('textbox').first()).toBeVisible();
  for (const field of await main(page).getByRole('textbox').all()) await field.fill('7');
  await main(page).getByRole('combobox').first().selectOption({ index: 1 });
  await look('asking for gaps');
  await goOn();
  await expect(verdict(page, /./)).toBeFocused();
  await look('the verdict on gaps');
  expect(found).toEqual([]);
});
