const counting = (work) => {
  const seen = [];
  const memoized = memoize((value) => {
    seen.push(value);
    return work(value);
  });
  return { memoized, seen };
};

test('gives the same answers', () => {
  const { memoized } = counting((side) => side * side);
  expect(memoized(3)).toBe(9);
  expect(memoized(4)).toBe(16);
  expect(memoized(3)).toBe(9);
});

test('works each of them out once', () => {
  const { memoized, seen } = counting((side) => side * side);
  memoized(3);
  memoized(4);
  memoized(3);
  memoized(4);
  expect(seen).toEqual([3, 4]);
});

test('tells 1 from "1"', () => {
  const { memoized } = counting((value) => typeof value);
  expect(memoized(1)).toBe('number');
  expect(memoized('1')).toBe('string');
});

test('tells one object from another', () => {
  const { memoized } = counting((pet) => pet.name);
  expect(memoized({ name: 'Rex' })).toBe('Rex');
  expect(memoized({ name: 'Mimi' })).toBe('Mimi');
});

test('remembers undefined as well', () => {
  const { memoized, seen } = counting(() => undefined);
  memoized('x');
  memoized('x');
  expect(seen).toEqual(['x']);
});

test('two memories are apart', () => {
  const double = memoize((value) => value * 2);
  const triple = memoize((value) => value * 3);
  expect([double(5), triple(5)]).toEqual([10, 15]);
});
