test('finds the longest word, wherever it stands', () => {
  expect(longestWord('the quick hedgehog ran')).toBe('hedgehog');
  expect(longestWord('mountains are far')).toBe('mountains');
  expect(longestWord('far away mountains')).toBe('mountains');
});

test('prefers the first of equals', () => {
  expect(longestWord('red fox sat')).toBe('red');
});

test('takes single words and nothing at all', () => {
  expect(longestWord('snow')).toBe('snow');
  expect(longestWord('')).toBe('');
});

test('is not confused by several spaces', () => {
  expect(longestWord('so   cold  today')).toBe('today');
});
