import fc from 'fast-check';
import { expect, test } from 'vitest';
import { askText, claimText, joinText, publicKeyOf, toBase64url } from './claim.ts';

test('the signed text names what is claimed, by whom and when, one a line', () => {
  expect(claimText({ learnerId: 'L', deviceId: 'D', challenge: 'C' })).toBe('hornbook-claim-v1\nL\nD\nC');
  expect(askText({ code: 'K', deviceId: 'D', challenge: 'C' })).toBe('hornbook-ask-v1\nK\nD\nC');
  expect(joinText({ pairing: 'P', deviceId: 'D', challenge: 'C' })).toBe('hornbook-join-v2\nP\nD\nC');
});

test('bytes are written as base64url without padding', () => {
  expect(toBase64url(new Uint8Array([]))).toBe('');
  expect(toBase64url(new Uint8Array([255]))).toBe('_w');
  expect(toBase64url(new Uint8Array([251, 255]))).toBe('-_8');
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 70 }), (bytes) => {
      const text = toBase64url(bytes);
      expect(text).toMatch(/^[A-Za-z0-9_-]*$/);
      expect(text).toHaveLength(Math.ceil((bytes.length * 4) / 3));
    }),
    { seed: 7, numRuns: 50 },
  );
});

test('only the public members of a key are kept', () => {
  const exported = { kty: 'EC', crv: 'P-256', x: 'a', y: 'b', d: 'secret', ext: true };
  expect(publicKeyOf(exported)).toEqual({ kty: 'EC', crv: 'P-256', x: 'a', y: 'b' });
});
