/** What a page has and the service worker, which reads the same module, has not. */
interface Page {
  location: { replace(url: string): void };
  history: { replaceState(data: unknown, unused: string, url: string): void };
  sessionStorage: { clear(): void };
}

/**
 * A page that becomes another learner's is loaded again, so that nothing of the one before is left in its memory. Without
 * a service worker, which holds the app, it could perhaps not be: then only what is open changes, and false is said.
 */
export const beginAnew = (): boolean => {
  if (!('history' in globalThis)) return false;
  const page = globalThis as unknown as Page;
  forgetTab(page);
  if (navigator.serviceWorker?.controller) {
    page.location.replace('/');
    return true;
  }
  page.history.replaceState(null, '', '/');
  return false;
};

/** What this tab kept besides the databases: codes that were half typed, and the like. */
const forgetTab = (page: Page): void => {
  try {
    page.sessionStorage.clear();
  } catch {
    // Where it is forbidden nothing was kept.
  }
};
