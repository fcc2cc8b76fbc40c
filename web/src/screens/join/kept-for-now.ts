/**
 * Something half done that must outlive a reload: phones drop a page while the learner is in another app, as when a code
 * is carried from the browser to the installed app. It ends with the tab, or when its time is over.
 */
export const keepForNow = (name: string, value: unknown, lifeMs: number): void => {
  try {
    if (value === null) sessionStorage.removeItem(name);
    else sessionStorage.setItem(name, JSON.stringify({ value, until: Date.now() + lifeMs }));
  } catch {
    // Without storage it lasts as long as the page.
  }
};

export const keptForNow = <T>(name: string): T | null => {
  try {
    const { value, until } = JSON.parse(sessionStorage.getItem(name) ?? '{}') as { value?: T; until?: number };
    return value !== undefined && until !== undefined && Date.now() < until ? value : null;
  } catch {
    return null;
  }
};
