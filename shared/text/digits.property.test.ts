import fc from 'fast-check';
import { expect, test } from 'vitest';
import { propertyRuns } from '../testing/property-runs.ts';
import { packNumbers, readNumbers, unpackNumbers, writeNumber } from './digits.ts';

const runs = propertyRuns(500);
const small = fc.nat(200);

test('[M4] numbers are read back as they were written, small ones from one character', () => {
  fc.assert(
    fc.property(fc.array(fc.oneof(small, fc.nat(), fc.nat(2 ** 31))), (numbers) => {
      expect(readNumbers(numbers.map(writeNumber).join(''))).toEqual(numbers);
    }),
    runs,
  );
  expect(writeNumber(59)).toHaveLength(1);
  expect(writeNumber(60)).toHaveLength(2);
});

test('[M4] numbers below a bound are packed without a digit to spare, and read back', () => {
  const about = fc
    .oneof(small, fc.nat(100_000), fc.nat(), fc.constant(Number.MAX_SAFE_INTEGER - 1))
    .chain((most) => fc.tuple(fc.constant(most + 2), fc.array(fc.nat(most + 1), { maxLength: 40 })));
  fc.assert(
    fc.property(about, ([radix, numbers]) => {
      const packed = packNumbers(numbers, radix);
      expect(unpackNumbers(packed, numbers.length, radix)).toEqual(numbers);
      expect(packed.length).toBeLessThanOrEqual(Math.ceil((numbers.length * Math.log(radix)) / Math.log(92) + 1) * 1.4);
    }),
    runs,
  );
});

test('[M4] there is one way to write numbers: whatever is read would be written so', () => {
  const digits = fc.array(fc.constantFrom('!', '"', '#', '[', 'k', '}', '~', ' ', '\\', 'é'), { maxLength: 12 });
  fc.assert(
    fc.property(digits, fc.nat(6), fc.integer({ min: 2, max: 90_000 }), (list, count, radix) => {
      const written = list.join('');
      const numbers = readNumbers(written);
      if (numbers) expect(numbers.map(writeNumber).join('')).toBe(written);
      const unpacked = unpackNumbers(written, count, radix);
      if (unpacked) expect(packNumbers(unpacked, radix)).toBe(written);
    }),
    runs,
  );
});
