import { expect, test } from 'vitest';
import { keyFieldsOf } from '../collections/index.ts';
import { PACKED_PAGE, packPage, readPackedPages } from './packed-page.ts';

const rows = Array.from({ length: 3 }, (_, index) => ({
  collection: 'studyDays',
  key: `2026-01-0${index + 1}/none`,
  version: 7 + index,
  row: { localDay: `2026-01-0${index + 1}`, course: 'none', stamps: { once: 'a' }, deletedAt: null },
}));

const reader = (answer: () => Response) => {
  const asked: RequestInit[] = [];
  const pages = readPackedPages(async (_, init) => {
    asked.push(init ?? {});
    return answer();
  });
  const read = async () => {
    const response = await pages.fetchClient('http://service/sync/shape', { headers: { 'x-own': '1' } });
    const messages = (await response.json()) as { value?: { version: string; row: string }; headers: object }[];
    return { response, messages };
  };
  return { ...pages, asked, read };
};
const packed = (upTo: string | null) =>
  new Response(packPage(rows, upTo, keyFieldsOf), {
    headers: { 'content-type': PACKED_PAGE, 'electric-offset': '9_0' },
  });

test('a packed page is, to the official client, the messages it stands for', async () => {
  const { read, parseRow, asked } = reader(() => packed('9'));
  const { response, messages } = await read();
  expect(asked[0]?.headers).toMatchObject({ 'x-own': '1', accept: expect.stringContaining(PACKED_PAGE) });
  expect(Object.fromEntries(response.headers)).toMatchObject({
    'content-type': 'application/json',
    'electric-offset': '9_0',
  });
  expect(messages.pop()).toEqual({ headers: { control: 'up-to-date', global_last_seen_lsn: '9' } });
  const read0 = messages.map(({ value, headers }) => ({ ...value, row: parseRow(value?.row ?? ''), headers }));
  expect(read0).toEqual(
    rows.map(({ version, ...row }) => ({ ...row, version: String(version), headers: { operation: 'insert' } })),
  );
});

test('a full page does not say that it is the last', async () => {
  const { messages } = await reader(() => packed(null)).read();
  expect(messages.every(({ value }) => value)).toBe(true);
});

test('what is not packed is passed on as it is, and its rows are read as JSON', async () => {
  const plain = new Response('[]', { headers: { 'content-type': 'application/json' } });
  const { read, parseRow } = reader(() => plain);
  expect((await read()).response).toBe(plain);
  expect(parseRow('{"a":1}')).toEqual({ a: 1 });
});

test('a page that does not unfold is an error, not an empty page', async () => {
  const bad = () => new Response('{"packed":[{}],"upTo":null}', { headers: { 'content-type': PACKED_PAGE } });
  await expect(reader(bad).read()).rejects.toThrow();
});
