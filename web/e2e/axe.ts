import type { Page } from '@playwright/test';
import axe, { type RunOptions } from 'axe-core';

/**
 * Everything axe finds on the screen that is open, or what these of its rules find: a line each, none when it is well.
 * It runs in the page itself and passes on faults alone; a second page for the sum of several frames would take as long
 * as looking does.
 */
export const findings = async (page: Page, rules?: string[]): Promise<string[]> => {
  if (page.frames().length > 1) throw new Error('This page has frames, and only the page itself would be looked at.');
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe.source);
  const options: RunOptions = {
    resultTypes: ['violations'],
    ...(rules ? { runOnly: { type: 'rule', values: rules } } : {}),
  };
  const violations = await page.evaluate(async (asked) => {
    const found = await (window as unknown as { axe: typeof axe }).axe.run(document, asked);
    return found.violations.map(({ id, nodes }) => ({ id, nodes: nodes.map(({ html }) => html.slice(0, 160)) }));
  }, options);
  return violations.flatMap(({ id, nodes }) => nodes.map((html) => `${page.url()} ${id}: ${html}`));
};
