const source = (log) =>
  (function* () {
    try {
      for (let n = 1; ; n++) {
        log.push(n);
        yield n;
      }
    } finally {
      log.push('closed');
    }
  })();

test('gives the first ones', () => {
  expect([...take(2, ['a', 'b', 'c'])]).toEqual(['a', 'b']);
});

test('gives all when there are not enough', () => {
  expect([...take(5, ['a', 'b'])]).toEqual(['a', 'b']);
  expect([...take(3, [])]).toEqual([]);
});

test('asks the source for nothing that it does not give on', () => {
  const log = [];
  expect([...take(3, source(log))]).toEqual([1, 2, 3]);
  expect(log.filter((entry) => entry !== 'closed')).toEqual([1, 2, 3]);
});

test('closes the source when it has enough', () => {
  const log = [];
  for (const _ of take(2, source(log)));
  expect(log.at(-1)).toBe('closed');
});

test('takes nothing at all without asking', () => {
  const log = [];
  expect([...take(0, source(log))]).toEqual([]);
  expect([...take(-1, source(log))]).toEqual([]);
  expect(log).toEqual([]);
});

test('does nothing before it is asked', () => {
  const log = [];
  const numbers = take(3, source(log));
  expect(log).toEqual([]);
  numbers.next();
  expect(log).toEqual([1]);
});
