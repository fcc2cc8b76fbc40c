/** What is in the page stands no longer than this for what the app can't show. */
const LATEST_MS = 10_000;

/** What the screen shows in place of what may still come. */
export const COMING = '[data-opening], [data-may-come]';

/**
 * The page shows something by itself before the app is here: its bar, and where it was asked for by a link what it is
 * about. That goes in the moment in which the app shows something; where it can be read, not before it can be read there.
 */
export const takeOverPage = (app: HTMLElement, latestMs = LATEST_MS): void => {
  const own = document.getElementById('beginning');
  if (!own) return;
  const goOn = () => {
    observer.disconnect();
    clearTimeout(timer);
    own.remove();
  };
  const look = () => {
    const waits = own.hasAttribute('data-about') && app.querySelector(COMING) !== null;
    if (app.childElementCount > 0 && !waits) goOn();
  };
  const observer = new MutationObserver(look);
  const timer = setTimeout(goOn, latestMs);
  observer.observe(app, { childList: true, subtree: true });
};
