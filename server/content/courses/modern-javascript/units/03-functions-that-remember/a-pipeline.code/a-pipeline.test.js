test('sends a value through all steps, from left to right', () => {
  const shout = pipe((text) => text.trim(), (text) => text.toUpperCase(), (text) => `${text}!`);
  expect(shout(' hi ')).toBe('HI!');
  expect(pipe((n) => n + 1, (n) => n * 10)(4)).toBe(50);
});

test('the first step gets all arguments', () => {
  expect(pipe((a, b) => a + b, (sum) => sum * 2)(3, 4)).toBe(14);
});

test('a pipe can be a step of another', () => {
  const addThree = pipe((n) => n + 1, (n) => n + 2);
  expect(pipe(addThree, addThree)(0)).toBe(6);
});

test('one step is enough, and none is fine', () => {
  expect(pipe(Math.abs)(-5)).toBe(5);
  expect(pipe()('same')).toBe('same');
});

test('can be used again and again', () => {
  const half = pipe((n) => n / 2);
  expect([half(8), half(10)]).toEqual([4, 5]);
});
