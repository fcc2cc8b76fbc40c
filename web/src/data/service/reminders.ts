import { askService, Unreachable } from './ask-service.ts';

/** Whether this browser can be reminded, and is. */
export type ReminderState =
  /** This browser, or the way it is used, has no Web Push. On an iPhone the app must be installed first. */
  | 'unsupported'
  /** The learner, or the system, said no; only they can change that, in the browser's settings. */
  | 'denied'
  | 'off'
  | 'on';

export type ReminderOutcome = ReminderState | 'unreachable';

const registration = async (): Promise<ServiceWorkerRegistration | undefined> =>
  'serviceWorker' in navigator && 'PushManager' in globalThis && 'Notification' in globalThis
    ? navigator.serviceWorker.getRegistration()
    : undefined;

export const reminderState = async (): Promise<ReminderState> => {
  const worker = await registration();
  if (!worker) return 'unsupported';
  if (Notification.permission === 'denied') return 'denied';
  return (await worker.pushManager.getSubscription().catch(() => null)) ? 'on' : 'off';
};

const post = (what: 'subscribe' | 'unsubscribe', body: unknown): Promise<Response> =>
  askService(`/sync/reminders/${what}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });

/** Asks for leave, subscribes this browser, and tells the service where it is. To be called from a tap. */
export const switchRemindersOn = async (language: string): Promise<ReminderOutcome> => {
  const worker = await registration();
  if (!worker) return 'unsupported';
  if ((await Notification.requestPermission()) !== 'granted')
    return Notification.permission === 'denied' ? 'denied' : 'off';
  try {
    const { publicKey } = await (await askService('/sync/reminders/key')).json();
    const subscription = await worker.pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: publicKey });
    const { endpoint, keys } = subscription.toJSON();
    const answer = await post('subscribe', { endpoint, keys, language: language.slice(0, 2) });
    if (answer.ok) return 'on';
    await subscription.unsubscribe();
    return 'unreachable';
  } catch {
    // The browser's push service, or ours, did not answer: nothing is on that would never speak.
    return 'unreachable';
  }
};

/** Ends this browser's subscription, with or without a connection: an address that is gone is forgotten when next used. */
export const switchRemindersOff = async (): Promise<ReminderState> => {
  const subscription = await (await registration())?.pushManager.getSubscription();
  if (!subscription) return reminderState();
  await subscription.unsubscribe();
  await post('unsubscribe', { endpoint: subscription.endpoint }).catch((error: unknown) => {
    if (!(error instanceof Unreachable)) throw error;
  });
  return 'off';
};
