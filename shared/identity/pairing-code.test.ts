import fc from 'fast-check';
import { expect, test } from 'vitest';
import { CODE_LENGTH, CODE_LETTERS, codeAddress, readCode, showCode } from './pairing-code.ts';

const codes = fc
  .array(fc.constantFrom(...CODE_LETTERS), { minLength: CODE_LENGTH, maxLength: CODE_LENGTH })
  .map((letters) => letters.join(''));

test('a code is understood however it is written: shown, as an address, in small letters, with gaps', () => {
  fc.assert(
    fc.property(codes, (code) => {
      expect(showCode(code)).toMatch(/^[A-Z]{4}-[A-Z]{4}$/);
      for (const written of [
        code,
        showCode(code),
        ` ${showCode(code).toLowerCase()} `,
        code.split('').join(' '),
        codeAddress('https://learn.example.org', code),
      ])
        expect(readCode(written)).toBe(code);
    }),
    { seed: 11, numRuns: 50 },
  );
});

test('what is no code is none', () => {
  for (const text of ['', 'BCDF', 'BCDFGHJKL', 'ABCDEFGH', 'BCDF-GHJ1', 'https://learn.example.org/join', '#', '<b>'])
    expect(readCode(text)).toBeNull();
});
