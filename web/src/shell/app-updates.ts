import { serviceWorkerUrl } from '../components/trusted-html.ts';
import { useAppUpdate } from '../ui-state/app-update.ts';

const checkEveryMs = 60 * 60 * 1000;

/** Registers the service worker and offers a waiting version. It is never taken without being asked for. */
export const watchAppUpdates = async (): Promise<void> => {
  if (!('serviceWorker' in navigator) || import.meta.env.DEV) return;
  const { Workbox } = await import('workbox-window');
  const worker = new Workbox(serviceWorkerUrl());
  let reloading = false;
  const apply = () => {
    worker.addEventListener('controlling', () => {
      // Once: a worker that changes hands again must not make a loop of it.
      if (!reloading) location.reload();
      reloading = true;
    });
    worker.messageSkipWaiting();
  };
  worker.addEventListener('waiting', () => useAppUpdate.setState({ ready: true, apply }));
  // No network, or a portal's page in place of the script: the version here goes on.
  const check = () => void worker.update().catch(() => {});
  void worker.register().catch(() => {});
  setInterval(check, checkEveryMs);
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible') check();
  });
};
