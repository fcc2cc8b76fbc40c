const chat = () => {
  const log = [];
  const effect = makeEffect((room) => {
    log.push(`join ${room}`);
    return () => log.push(`leave ${room}`);
  });
  return { effect, log };
};

test('runs at the first update', () => {
  const { effect, log } = chat();
  effect.update(['birds']);
  expect(log).toEqual(['join birds']);
});

test('does nothing while the list stays the same', () => {
  const { effect, log } = chat();
  effect.update(['birds']);
  effect.update(['birds']);
  expect(log).toEqual(['join birds']);
});

test('cleans up before it runs again', () => {
  const { effect, log } = chat();
  effect.update(['birds']);
  effect.update(['trees']);
  expect(log).toEqual(['join birds', 'leave birds', 'join trees']);
});

test('cleans up once when it is stopped', () => {
  const { effect, log } = chat();
  effect.update(['birds']);
  effect.stop();
  effect.stop();
  expect(log).toEqual(['join birds', 'leave birds']);
});

test('an empty list runs once and no more', () => {
  let runs = 0;
  const effect = makeEffect(() => {
    runs += 1;
  });
  effect.update([]);
  effect.update([]);
  expect(runs).toBe(1);
});

test('needs no clean-up', () => {
  const seen = [];
  const effect = makeEffect((a, b) => {
    seen.push([a, b]);
    return 'not a function';
  });
  effect.update([1, 2]);
  effect.update([1, 3]);
  effect.stop();
  expect(seen).toEqual([
    [1, 2],
    [1, 3],
  ]);
});

test('compares as Object.is does', () => {
  let runs = 0;
  const effect = makeEffect(() => {
    runs += 1;
  });
  effect.update([NaN]);
  effect.update([NaN]);
  expect(runs).toBe(1);
  effect.update([{}]);
  effect.update([{}]);
  expect(runs).toBe(3);
});

test('a longer list is another one', () => {
  let runs = 0;
  const effect = makeEffect(() => {
    runs += 1;
  });
  effect.update([1]);
  effect.update([1, undefined]);
  expect(runs).toBe(2);
});
