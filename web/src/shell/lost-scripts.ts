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
  reload: () => void;
}

const thisPage = (): Page => ({
  target: globalThis,
  version: import.meta.url,
  kept: () => sessionStorage,
  isControlled: () => Boolean(navigator.serviceWorker?.controller),
  reload: () => location.reload(),
});

/**
 * Once another tab has taken a new version, the scripts this one has not loaded yet are gone. The page is then loaded anew:
 * not in the middle of an answer, and once for a version, whatever else is wrong with it.
 */
export const reloadWhenAScriptIsLost = ({ target, version, kept, isControlled, reload }: Page = thisPage()): void => {
  target.addEventListener('vite:preloadError', () => {
    if (!isControlled()) return;
    const goOn = () => {
      try {
        if (kept().getItem(reloadedKey) === version) return;
        kept().setItem(reloadedKey, version);
      } catch {
        return; // Nothing would end a loop: the screen offers a fresh start instead.
      }
      reload();
    };
    if (!useAppUpdate.getState().busy) return goOn();
    const stop = useAppUpdate.subscribe(({ busy }) => {
      if (busy) return;
      stop();
      goOn();
    });
  });
};
