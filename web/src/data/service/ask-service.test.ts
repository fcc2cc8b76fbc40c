import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import { askService, retryAfterMs, Unreachable } from './ask-service.ts';

let server: Server | undefined;
afterEach(() => {
  server?.closeAllConnections();
  server?.close();
});

const serve = async (answer: (request: IncomingMessage, response: ServerResponse) => void): Promise<string> => {
  server = createServer(answer);
  await new Promise<void>((resolve) => server?.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
};
const ours = { 'x-hornbook-protocol': '1', 'content-type': 'application/json' };
const failure = (asked: Promise<unknown>): Promise<Unreachable> =>
  asked.then(
    () => {
      throw new Error('it was taken for an answer');
    },
    (error: Unreachable) => error,
  );

describe('asking the service', () => {
  test('gives its answer, whatever the status', async () => {
    const url = await serve((_, response) => response.writeHead(409, ours).end('{"code":"other-key"}'));
    const response = await askService(url);
    expect([response.status, await response.json()]).toEqual([409, { code: 'other-key' }]);
  });

  test('takes the sign-in page of a Wi-Fi network for no answer, although it says 200', async () => {
    const url = await serve((_, response) =>
      response.writeHead(200, { 'content-type': 'text/html' }).end('<h1>Hotel</h1>'),
    );
    expect(await failure(askService(url))).toMatchObject({ name: 'Unreachable', fromStranger: true });
  });

  test('follows no redirect', async () => {
    const url = await serve((_, response) => response.writeHead(302, { location: 'http://portal.invalid/' }).end());
    expect(await failure(askService(url))).toBeInstanceOf(Unreachable);
  });

  test('takes an answer that breaks off for no answer', async () => {
    const url = await serve((_, response) => {
      response.writeHead(200, { ...ours, 'content-length': '100' });
      response.write('{"half":');
      setTimeout(() => response.destroy(), 20);
    });
    expect(await failure(askService(url))).toBeInstanceOf(Unreachable);
  });

  test('gives up on a link where nothing comes, and bears with a slow one', async () => {
    const dead = await serve(() => {});
    expect(await failure(askService(dead, { answerWithinMs: 60 }))).toBeInstanceOf(Unreachable);
    server?.closeAllConnections();
    server?.close();
    const slow = await serve((_, response) => {
      response.writeHead(200, ours);
      let left = 6;
      const timer = setInterval(() => {
        response.write(left === 6 ? '"' : 'x');
        left -= 1;
        if (left === 0) {
          clearInterval(timer);
          response.end('"');
        }
      }, 30);
    });
    const response = await askService(slow, { answerWithinMs: 100, progressWithinMs: 100 });
    expect(await response.json()).toBe('xxxxx');
  });

  test('stops at once when told to', async () => {
    const url = await serve(() => {});
    const controller = new AbortController();
    const asked = askService(url, { signal: controller.signal });
    controller.abort(new Error('the page was closed'));
    await expect(asked).rejects.toThrow('the page was closed');
  });

  test('reads Retry-After in seconds and as a date', () => {
    const waitFor = (value: string) => retryAfterMs(new Response(null, { headers: { 'retry-after': value } }), 1_000);
    expect(waitFor('7')).toBe(7_000);
    expect(waitFor(new Date(61_000).toUTCString())).toBe(60_000);
    expect(retryAfterMs(new Response(), 0)).toBeNull();
  });
});
