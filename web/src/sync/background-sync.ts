/** The service worker answers to it by `flushInWorker`. */
export const OUTBOX_TAG = 'hornbook-outbox';

interface SyncRegistration extends ServiceWorkerRegistration {
  sync?: { register: (tag: string) => Promise<void> };
}

/** Asks the browser to wake the service worker when there is a network. A bonus where it exists; nothing relies on it. */
export const askForBackgroundSync = async (): Promise<void> => {
  try {
    const registration = (await navigator.serviceWorker?.getRegistration()) as SyncRegistration | undefined;
    await registration?.sync?.register(OUTBOX_TAG);
  } catch {
    // Not supported, or not permitted: the next visit sends it.
  }
};
