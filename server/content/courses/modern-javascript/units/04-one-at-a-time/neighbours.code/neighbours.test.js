test('gives each pair side by side', () => {
  expect([...neighbours([1, 4, 9])]).toEqual([
    [1, 4],
    [4, 9],
  ]);
  expect([...neighbours('abc')]).toEqual([
    ['a', 'b'],
    ['b', 'c'],
  ]);
});

test('fewer than two have no neighbours', () => {
  expect([...neighbours([])]).toEqual([]);
  expect([...neighbours([7])]).toEqual([]);
});

test('undefined may be a neighbour, too', () => {
  expect([...neighbours([undefined, 0, undefined])]).toEqual([
    [undefined, 0],
    [0, undefined],
  ]);
});

test('works without an end, and asks for no more than it needs', () => {
  let asked = 0;
  function* naturals() {
    while (true) yield asked++;
  }
  const pairs = neighbours(naturals());
  expect(pairs.next().value).toEqual([0, 1]);
  expect(pairs.next().value).toEqual([1, 2]);
  expect(asked).toBe(3);
});
