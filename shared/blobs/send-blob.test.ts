import { expect, test } from 'vitest';
import { type AskAboutUpload, sendBlob, type UploadAnswer } from './send-blob.ts';

const SIZE = 300_000;
const blob = {
  sha256: 'a'.repeat(64),
  sizeBytes: SIZE,
  slice: async (first: number, end: number) => new Uint8Array(end - first),
};
const answer = (status: number, headers: Record<string, string> = {}, code: string | null = null): UploadAnswer => ({
  status,
  code,
  header: (name) => headers[name] ?? null,
});
const at = (status: number, offset: number) =>
  answer(status, { 'upload-offset': String(offset), 'upload-complete': '0' });

/** Gives the answers one after the other, and writes down what was asked. */
const scripted = (...answers: (UploadAnswer | null)[]) => {
  const asked: string[] = [];
  const ask: AskAboutUpload = async (_, { method, headers, body }) => {
    asked.push(method === 'HEAD' ? 'HEAD' : `${headers['upload-offset']}+${body?.length}`);
    const next = answers.shift();
    if (next === undefined) throw new Error('Asked too often.');
    return next;
  };
  return { ask, asked };
};
const whole = answer(201, { 'upload-complete': '1', 'upload-offset': String(SIZE) });

test('a blob goes on from where the service has it, and ends when it says so', async () => {
  const { ask, asked } = scripted(at(200, 200_000), at(200, 265_536), whole);
  expect(await sendBlob({ ask, blob })).toEqual({ kind: 'done' });
  expect(asked).toEqual(['HEAD', '200000+65536', '265536+34464']);
});

test('a blob the service has already costs one question', async () => {
  const { ask, asked } = scripted(answer(200, { 'upload-complete': '1', 'upload-offset': String(SIZE) }));
  expect(await sendBlob({ ask, blob })).toEqual({ kind: 'done' });
  expect(asked).toEqual(['HEAD']);
});

test('the true offset of a 409 is believed, whichever way it lies', async () => {
  const { ask, asked } = scripted(at(200, 100_000), at(409, 0), at(200, 65_536), at(409, 250_000), whole);
  expect(await sendBlob({ ask, blob })).toEqual({ kind: 'done' });
  expect(asked).toEqual(['HEAD', '100000+65536', '0+65536', '65536+65536', '250000+50000']);
});

test('whatever is no plain answer of the service is no network, and nothing is given up on', async () => {
  for (const strange of [null, answer(200), at(200, SIZE + 1), answer(500), answer(302), answer(404)])
    expect((await sendBlob({ ask: scripted(strange).ask, blob })).kind).toBe('unreachable');
  const busy = scripted(answer(503, { 'retry-after': '7' }));
  expect(await sendBlob({ ask: busy.ask, blob })).toEqual({ kind: 'unreachable', retryAfterMs: 7000 });
});

test('what will not change by itself is said, once it is sure', async () => {
  const first = at(200, 0);
  expect(await sendBlob({ ask: scripted(first, answer(413, {}, 'no-room')).ask, blob })).toEqual({
    ...{ kind: 'refused', why: 'no-room' },
  });
  const wrong = scripted(first, answer(422), first, answer(422));
  expect(await sendBlob({ ask: wrong.ask, blob })).toEqual({ kind: 'refused', why: 'damaged' });
  expect((await sendBlob({ ask: scripted(answer(401)).ask, blob })).kind).toBe('unauthorised');
});

test('rows go before it: it stops between two requests when it is told to', async () => {
  const { ask, asked } = scripted(at(200, 0), at(200, 65_536));
  let asks = 0;
  const outcome = await sendBlob({
    ask,
    blob,
    goOn: async () => {
      asks += 1;
      return asks < 3;
    },
  });
  expect([outcome.kind, asked]).toEqual(['paused', ['HEAD', '0+65536']]);
});
