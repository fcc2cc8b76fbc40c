test('parts the whole amount from the cents', () => {
  expect(formatPrice(1234)).toBe('12.34');
});

test('always prints two digits after the point', () => {
  expect(formatPrice(1205)).toBe('12.05');
  expect(formatPrice(100)).toBe('1.00');
  expect(formatPrice(1250)).toBe('12.50');
});

test('begins with a zero when there is less than one whole', () => {
  expect(formatPrice(7)).toBe('0.07');
  expect(formatPrice(99)).toBe('0.99');
  expect(formatPrice(0)).toBe('0.00');
});
