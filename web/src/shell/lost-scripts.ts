import { useAppUpdate } from '../ui-state/app-update.ts';

const reloadedKey = 'hornbook-reloaded';

interface Page {
  target: EventTarget;
  /** Names this version of the app. */
  version: string;
  /** Throws where the browser forbids storage. */
  kept: () => Pick<Storage, 'getItem' | 'setItem'>;
  /** A service worker answers for the page; without one a reload on a dead link would leave nothing at all. */
  isControlled: () => boolean;
  /** The learner is in a field: what is typed there is stored only a moment later. */
  isTyping: () => boolean;
  wait: (ms: number) => Promise<void>;
  reload: () => void;
}

/** So long after a field was left, what was typed in it is on the disk, on a slow phone, too. */
const STORED_MS = 1_000;
const FIELDS = 'textarea, [contenteditable], input:not([type=radio], [type=checkbox], [type=button], [type=range])';

const thisPage = (): Page => ({
  target: globalThis,
  version: import.meta.url,
  kept: () => sessionStorage,
  isControlled: () => Boolean(navigator.serviceWorker?.controller),
  isTyping: () => Boolean(document.activeElement?.matches(FIELDS)),
  wait: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
  reload: () => location.reload(),
});

/**
 * Once another tab has taken a new version, the scripts this one has not loaded yet are gone. The page is then loaded anew:
 * not in the middle of an answer or of what is typed, and once for a version, whatever else is wrong with it.
 */
export const reloadWhenAScriptIsLost = (page: Page = thisPage()): void => {
  const { target, version, kept, isControlled, isTyping, wait, reload } = page;
  target.addEventListener('vite:preloadError', async () => {
    if (!isControlled()) return;
    do await wait(STORED_MS);
    while (isTyping() || useAppUpdate.getState().busy);
    try {
      if (kept().getItem(reloadedKey) === version) return;
      kept().setItem(reloadedKey, version);
    } catch {
      return; // Nothing would end a loop: the screen offers a fresh start instead.
    }
    reload();
  });
};
