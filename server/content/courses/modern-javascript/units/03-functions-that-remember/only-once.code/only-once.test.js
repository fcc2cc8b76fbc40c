test('passes arguments on and gives the result back', () => {
  const add = once((a, b) => a + b);
  expect(add(2, 3)).toBe(5);
});

test('calls the work a single time', () => {
  let calls = 0;
  const start = once(() => {
    calls += 1;
    return `start ${calls}`;
  });
  start();
  start();
  expect(start()).toBe('start 1');
  expect(calls).toBe(1);
});

test('also when the result is 0, false or nothing', () => {
  let calls = 0;
  const zero = once(() => {
    calls += 1;
    return 0;
  });
  zero();
  zero();
  const nothing = once(() => {
    calls += 1;
  });
  nothing();
  nothing();
  expect(calls).toBe(2);
});

test('tries again after an error', () => {
  let calls = 0;
  const open = once(() => {
    calls += 1;
    if (calls === 1) throw new Error('stuck');
    return 'open';
  });
  expect(() => open()).toThrow('stuck');
  expect(open()).toBe('open');
  expect(open()).toBe('open');
  expect(calls).toBe(2);
});
