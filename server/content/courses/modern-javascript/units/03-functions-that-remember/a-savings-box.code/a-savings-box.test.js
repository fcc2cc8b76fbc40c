const errorOf = (work) => {
  try {
    work();
    return null;
  } catch (error) {
    return error;
  }
};

test('keeps what is put in', () => {
  const box = new SavingsBox();
  expect(box.balance).toBe(0);
  box.put(500);
  box.take(200);
  expect(box.balance).toBe(300);
});

test('does not give more than it has', () => {
  const box = new SavingsBox();
  box.put(300);
  const error = errorOf(() => box.take(301));
  expect(error instanceof RangeError).toBe(true);
  expect(error.message).toBe('only 300 left');
  expect(box.balance).toBe(300);
  box.take(300);
  expect(box.balance).toBe(0);
});

test('refuses amounts that are none', () => {
  const box = new SavingsBox();
  box.put(100);
  for (const wrong of [0, -5, 1.5, NaN, '20', undefined]) {
    expect(errorOf(() => box.put(wrong)) instanceof RangeError).toBe(true);
    expect(errorOf(() => box.take(wrong)) instanceof RangeError).toBe(true);
  }
  expect(box.balance).toBe(100);
});

test('the balance can not be written from outside', () => {
  const box = new SavingsBox();
  errorOf(() => {
    box.balance = 1_000_000;
  });
  expect(box.balance).toBe(0);
});

test('each box has its own money', () => {
  const one = new SavingsBox();
  const two = new SavingsBox();
  one.put(5);
  expect([one.balance, two.balance]).toEqual([5, 0]);
});
