import { afterEach, expect, test, vi } from 'vitest';
import { tellNewAddress } from './tell-new-address.ts';

afterEach(() => vi.unstubAllGlobals());

const subscriptionAt = (endpoint: string) => {
  const unsubscribe = vi.fn(async () => true);
  const subscription = {
    endpoint,
    options: { applicationServerKey: new ArrayBuffer(65) },
    toJSON: () => ({ endpoint, keys: { p256dh: 'BA', auth: 'AA' } }),
    unsubscribe,
  } as unknown as PushSubscription;
  return { subscription, unsubscribe };
};
const asked: [string, unknown][] = [];
const service = (status: number) => {
  asked.length = 0;
  vi.stubGlobal('navigator', { language: 'es-MX' });
  vi.stubGlobal('fetch', async (url: string, { body }: { body: string }) => {
    asked.push([url, JSON.parse(body)]);
    return new Response('{}', { status });
  });
};

test('a browser that got another address tells the service, whether or not it has subscribed anew by itself', async () => {
  service(200);
  const [before, after] = [subscriptionAt('https://push.example/1'), subscriptionAt('https://push.example/2')];
  const subscribe = vi.fn(async () => after.subscription);
  const manager = { subscribe } as unknown as PushManager;
  await tellNewAddress(manager, before.subscription, after.subscription);
  expect(subscribe).not.toHaveBeenCalled();
  await tellNewAddress(manager, before.subscription, null);
  expect(subscribe).toHaveBeenCalledOnce();
  const told = [
    ['/sync/reminders/unsubscribe', { endpoint: 'https://push.example/1' }],
    [
      '/sync/reminders/subscribe',
      { endpoint: 'https://push.example/2', keys: { p256dh: 'BA', auth: 'AA' }, language: 'es' },
    ],
  ];
  expect(asked).toEqual([...told, ...told]);
  expect(after.unsubscribe).not.toHaveBeenCalled();
});

test('an address the service could not be told is given up, so that nothing is shown as on that never speaks', async () => {
  service(401);
  const { subscription, unsubscribe } = subscriptionAt('https://push.example/2');
  await tellNewAddress({} as PushManager, null, subscription);
  expect(unsubscribe).toHaveBeenCalledOnce();
});
