test('tells the day', () => {
  expect(dayItOverflows(10, [4, 5, 3])).toBe(3);
  expect(dayItOverflows(10, [11])).toBe(1);
});

test('stops at the first such day', () => {
  expect(dayItOverflows(5, [3, 3, 3, 3])).toBe(2);
});

test('exactly full does not overflow', () => {
  expect(dayItOverflows(10, [4, 6])).toBe(null);
  expect(dayItOverflows(10, [4, 6, 0, 1])).toBe(4);
});

test('without rain nothing happens', () => {
  expect(dayItOverflows(10, [])).toBe(null);
});
