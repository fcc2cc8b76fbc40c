import type { VapidKeys } from './vapid-keys.ts';

export interface Subscription {
  endpoint: string;
  p256dh: string;
  auth: string;
}

/** `gone`: the browser took its address back; it is to be forgotten. */
export type PushOutcome = 'sent' | 'gone' | 'failed';

const PATIENCE_MS = 10_000;
/** Undelivered for an hour, a reminder is none any more. */
const KEPT_SECONDS = 3_600;

/** Encrypts for one browser, signs, and hands over to its push service. */
export const makeSendPush =
  (keys: VapidKeys, subject: string) =>
  async ({ endpoint, p256dh, auth }: Subscription, payload: string): Promise<PushOutcome> => {
    const { default: webPush } = await import('web-push');
    const { headers, body } = webPush.generateRequestDetails({ endpoint, keys: { p256dh, auth } }, payload, {
      vapidDetails: { subject, ...keys },
      TTL: KEPT_SECONDS,
      urgency: 'low',
      topic: 'reminder',
    });
    const { 'Content-Length': _, ...sent } = headers as Record<string, string>;
    const response = await fetch(endpoint, {
      method: 'POST',
      headers: Object.fromEntries(Object.entries(sent).map(([name, value]) => [name, String(value)])),
      body: body === null ? null : new Uint8Array(body as Buffer),
      // A push service does not send us elsewhere; whoever tries is none.
      redirect: 'error',
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
    await response.body?.cancel();
    if (response.status === 404 || response.status === 410) return 'gone';
    return response.ok ? 'sent' : 'failed';
  };

export type SendPush = ReturnType<typeof makeSendPush>;
