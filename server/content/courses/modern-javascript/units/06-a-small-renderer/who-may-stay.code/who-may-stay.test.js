const isInOrder = (keys, list) => {
  const places = keys.map((key) => list.indexOf(key));
  return places.every((place, index) => place >= 0 && (index === 0 || place > places[index - 1]));
};
const check = (before, after, length) => {
  const stay = whoMayStay(before.split(''), after.split(''));
  expect(stay.length).toBe(length);
  expect(isInOrder(stay, before.split(''))).toBe(true);
  expect(isInOrder(stay, after.split(''))).toBe(true);
};

test('all may stay if nothing changed', () => {
  check('abcd', 'abcd', 4);
  expect(whoMayStay([], [])).toEqual([]);
});

test('moves only the one that jumped to the front', () => {
  expect(whoMayStay(['a', 'b', 'c', 'd'], ['d', 'a', 'b', 'c'])).toEqual(['a', 'b', 'c']);
});

test('moves only the one that went to the end', () => {
  check('abcd', 'bcda', 3);
});

test('of a list turned round only one can stay', () => {
  check('abcdef', 'fedcba', 1);
});

test('two that changed places', () => {
  check('abcdef', 'aecdbf', 4);
});

test('finds the longest, not only a good one', () => {
  check('abcdefgh', 'eafbgchd', 4);
  check('abcdefghij', 'hifabcdegj', 7);
  check('abcdefghij', 'jaibhcgdfe', 5);
});

test('manages a hundred', () => {
  const before = Array.from({ length: 100 }, (_, index) => index);
  const after = before.toSorted((a, b) => ((a * 37) % 101) - ((b * 37) % 101));
  const stay = whoMayStay(before, after);
  expect(stay.every((key, index) => index === 0 || key > stay[index - 1])).toBe(true);
  expect(whoMayStay(before, [...before.slice(50), ...before.slice(0, 50)]).length).toBe(50);
});
