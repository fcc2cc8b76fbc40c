test('small children travel free', () => {
  expect(fare(0)).toBe(0);
  expect(fare(5)).toBe(0);
});

test('children pay 2, beginning with the sixth birthday', () => {
  expect(fare(6)).toBe(2);
  expect(fare(17)).toBe(2);
});

test('adults pay 5', () => {
  expect(fare(18)).toBe(5);
  expect(fare(64)).toBe(5);
});

test('from 65 the fare is 3', () => {
  expect(fare(65)).toBe(3);
  expect(fare(101)).toBe(3);
});
