import { serviceWorkerUrl } from '../components/trusted-html.ts';
import { untilLoaded } from '../sync/until-loaded.ts';
import { useAppUpdate } from '../ui-state/app-update.ts';

const checkEveryMs = 60 * 60 * 1000;
/** The old version may still be answering something, and holds on meanwhile: a page loaded anew asks nothing more of it. */
const PATIENCE_MS = 4_000;
const askedKey = 'hornbook-update-asked';
/** A page that was loaded anew for the new version goes on asking for it so long; a later one is offered like any other. */
const ASKED_FOR_MS = 60_000;

/** Whether a page before this one asked for the new version and could not wait for it. */
const wasAsked = (): boolean => {
  try {
    const was = sessionStorage.getItem(askedKey) !== null;
    sessionStorage.removeItem(askedKey);
    return was;
  } catch {
    return false;
  }
};

const noteAsked = (): void => {
  try {
    sessionStorage.setItem(askedKey, '1');
  } catch {
    // Then the new version is offered once more.
  }
};

/** Registers the service worker and offers a waiting version. It is never taken without being asked for. */
export const watchAppUpdates = async (): Promise<void> => {
  if (!('serviceWorker' in navigator) || import.meta.env.DEV) return;
  const { Workbox } = await untilLoaded(() => import('workbox-window'));
  const worker = new Workbox(serviceWorkerUrl());
  let askedUntil = wasAsked() ? performance.now() + ASKED_FOR_MS : 0;
  const isAsked = () => performance.now() < askedUntil;
  let reloading = false;
  const reload = () => {
    // Once: a worker that changes hands again must not make a loop of it.
    if (!reloading) location.reload();
    reloading = true;
  };
  const apply = async () => {
    askedUntil = Number.POSITIVE_INFINITY;
    // From the press on, whatever the browser takes its time for.
    setTimeout(() => {
      if (!reloading) noteAsked();
      reload();
    }, PATIENCE_MS);
    // Another tab may have let it in already: then nothing waits any more, and this page only has to be loaded anew.
    if (!(await navigator.serviceWorker.getRegistration())?.waiting) return reload();
    worker.messageSkipWaiting();
  };
  const offer = () => useAppUpdate.setState({ ready: true, apply: () => void apply().catch(reload) });
  worker.addEventListener('waiting', () => {
    // The learner has said so already; the old version held on over the reload, and the wish may have gone with the page.
    if (isAsked()) worker.messageSkipWaiting();
    else offer();
  });
  worker.addEventListener('controlling', ({ isUpdate }) => {
    if (isAsked()) reload();
    else if (isUpdate) offer();
  });
  // No network, or a portal's page in place of the script: the version here goes on.
  const check = () => void worker.update().catch(() => {});
  void worker.register().catch(() => {});
  setInterval(check, checkEveryMs);
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible') check();
  });
};
