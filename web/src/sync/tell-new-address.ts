/** What the browser says when it has ended or renewed a subscription; not all of them say both. */
export interface SubscriptionChange {
  oldSubscription?: PushSubscription | null;
  newSubscription?: PushSubscription | null;
}

const post = (what: 'subscribe' | 'unsubscribe', body: unknown): Promise<Response> =>
  fetch(`/sync/reminders/${what}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });

/** Subscribes anew where the browser has not done so by itself, and tells the service the address of now. */
export const tellNewAddress = async (
  pushManager: PushManager,
  before: PushSubscription | null | undefined,
  renewed: PushSubscription | null | undefined,
): Promise<void> => {
  const key = before?.options.applicationServerKey;
  const subscription =
    renewed ??
    (key ? await pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: key }).catch(() => null) : null);
  if (before) await post('unsubscribe', { endpoint: before.endpoint }).catch(() => undefined);
  if (!subscription) return;
  const { endpoint, keys } = subscription.toJSON();
  const told = await post('subscribe', { endpoint, keys, language: navigator.language.slice(0, 2) }).catch(() => null);
  // Nobody would ever speak to an address the service does not know: it is shown as off, to be switched on again.
  if (!told?.ok) await subscription.unsubscribe();
};
