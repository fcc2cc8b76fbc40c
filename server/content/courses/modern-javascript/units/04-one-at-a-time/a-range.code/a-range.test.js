test('counts up', () => {
  expect([...range(1, 5)]).toEqual([1, 2, 3, 4, 5]);
  expect([...range(0, 7, 3)]).toEqual([0, 3, 6]);
});

test('counts down', () => {
  expect([...range(10, 0, -5)]).toEqual([10, 5, 0]);
});

test('may be empty, or a single number', () => {
  expect([...range(5, 1)]).toEqual([]);
  expect([...range(3, 3)]).toEqual([3]);
});

test('can be visited twice, also at the same time', () => {
  const three = range(1, 3);
  expect([...three]).toEqual([1, 2, 3]);
  const pairs = [];
  for (const a of three) for (const b of three) pairs.push(a * 10 + b);
  expect(pairs).toEqual([11, 12, 13, 21, 22, 23, 31, 32, 33]);
});

test('needs no end', () => {
  const seen = [];
  for (const n of range(1, Infinity)) {
    if (n > 3) break;
    seen.push(n);
  }
  expect(seen).toEqual([1, 2, 3]);
});

test('refuses a step of 0', () => {
  expect(() => range(1, 5, 0)).toThrow(RangeError);
});
