import { expect, test } from 'vitest';
import { SERVED_HEADER, servedHeader, servedMsOf } from './served-time.ts';

const said = (value: string) => servedMsOf(new Headers({ [SERVED_HEADER]: value }));

test('how long the service was at it arrives as it was said, also beside what others add on the way', () => {
  expect(said(servedHeader(123.4))).toBe(123);
  expect(said(servedHeader(-5))).toBe(0);
  expect(said(`cdn;dur=7, ${servedHeader(40)}`)).toBe(40);
});

test('whatever else the header says is nothing', () => {
  for (const value of ['', 'served', 'served;dur=', 'served;dur=fast', 'unserved;dur=9', 'served;dur=99999999999'])
    expect(said(value)).toBeUndefined();
  expect(servedMsOf(new Headers())).toBeUndefined();
});
