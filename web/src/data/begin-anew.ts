/**
 * A page that becomes another learner's is loaded again, so that nothing of the one before is left in its memory. Without
 * a service worker, which holds the app, it could perhaps not be: then only what is open changes, and false is said.
 */
export const beginAnew = (): boolean => {
  if (!('location' in globalThis)) return false;
  forgetTab();
  if (navigator.serviceWorker?.controller) {
    location.replace('/');
    return true;
  }
  history.replaceState(null, '', '/');
  return false;
};

/** What this tab kept besides the databases: codes that were half typed, and the like. */
const forgetTab = (): void => {
  try {
    sessionStorage.clear();
  } catch {
    // Where it is forbidden nothing was kept.
  }
};
