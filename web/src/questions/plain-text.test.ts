import { expect, test } from 'vitest';
import { plainText } from './plain-text.ts';

test('a fraction, a power and a root can be said', () => {
  expect(plainText('<math><mfrac><mn>4</mn><mn>6</mn></mfrac></math>')).toBe('4/6');
  expect(plainText('<math><msup><mi>x</mi><mn>2</mn></msup></math>')).toBe('x^2');
  expect(plainText('<math><msqrt><mn>2</mn></msqrt></math>')).toBe('√2');
});

test('words around a formula stay', () => {
  expect(plainText('<p>The one that is <math><mfrac><mn>5</mn><mn>8</mn></mfrac></math> full &amp; more</p>')).toBe(
    'The one that is 5/8 full & more',
  );
});

test('the source of a formula is not read out a second time', () => {
  expect(plainText('<math><semantics><mn>1</mn><annotation encoding="x">\\one</annotation></semantics></math>')).toBe(
    '1',
  );
});
