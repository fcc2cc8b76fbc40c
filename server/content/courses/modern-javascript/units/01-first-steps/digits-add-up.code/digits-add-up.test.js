test('adds the digits', () => {
  expect(digitSum(1234)).toBe(10);
  expect(digitSum(77)).toBe(14);
});

test('knows numbers of one digit', () => {
  expect(digitSum(0)).toBe(0);
  expect(digitSum(8)).toBe(8);
});

test('takes long numbers', () => {
  expect(digitSum(9007199254740991)).toBe(76);
});
