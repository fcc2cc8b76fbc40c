/** The service worker answers to it by `flushInWorker`. */
export const OUTBOX_TAG = 'hornbook-outbox';
/** And to this by `downloadInWorker`. */
export const DOWNLOADS_TAG = 'hornbook-downloads';

interface SyncRegistration extends ServiceWorkerRegistration {
  sync?: { register: (tag: string) => Promise<void> };
}

/** Asks the browser to wake the service worker when there is a network. A bonus where it exists; nothing relies on it. */
export const askForBackgroundSync = async (tag: typeof OUTBOX_TAG | typeof DOWNLOADS_TAG): Promise<void> => {
  try {
    const registration = (await navigator.serviceWorker?.getRegistration()) as SyncRegistration | undefined;
    await registration?.sync?.register(tag);
  } catch {
    // Not supported, or not permitted: the next visit sends it.
  }
};
