test('a signal keeps a value', () => {
  const count = signal(1);
  expect(count.get()).toBe(1);
  count.set(5);
  expect(count.get()).toBe(5);
});

test('an effect runs at once, and again after changes', () => {
  const count = signal(1);
  const seen = [];
  effect(() => seen.push(count.get()));
  count.set(2);
  count.set(3);
  expect(seen).toEqual([1, 2, 3]);
});

test('the same value again is no change', () => {
  const count = signal(NaN);
  let runs = 0;
  effect(() => {
    count.get();
    runs += 1;
  });
  count.set(NaN);
  expect(runs).toBe(1);
});

test('only what was read counts', () => {
  const [read, other] = [signal('a'), signal('b')];
  let runs = 0;
  effect(() => {
    read.get();
    runs += 1;
  });
  other.set('c');
  expect(runs).toBe(1);
});

test('reading twice is running once', () => {
  const count = signal(1);
  let runs = 0;
  effect(() => {
    count.get();
    count.get();
    runs += 1;
  });
  count.set(2);
  expect(runs).toBe(2);
});

test('what an effect no longer reads does not call it', () => {
  const [isLong, short, long] = [signal(true), signal('Mi'), signal('Mira')];
  const seen = [];
  effect(() => seen.push(isLong.get() ? long.get() : short.get()));
  isLong.set(false);
  long.set('Mirabelle');
  expect(seen).toEqual(['Mira', 'Mi']);
  short.set('M');
  expect(seen).toEqual(['Mira', 'Mi', 'M']);
});

test('a stopped effect stays quiet', () => {
  const count = signal(1);
  const seen = [];
  const stop = effect(() => seen.push(count.get()));
  stop();
  count.set(2);
  expect(seen).toEqual([1]);
});

test('an effect inside another does not confuse the outer one', () => {
  const [inner, outer] = [signal('i'), signal('o')];
  let outerRuns = 0;
  effect(() => {
    outerRuns += 1;
    if (outerRuns === 1) effect(() => inner.get());
    outer.get();
  });
  inner.set('changed');
  expect(outerRuns).toBe(1);
  outer.set('changed');
  expect(outerRuns).toBe(2);
});
