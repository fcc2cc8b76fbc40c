test('counts', () => {
  const tally = makeTally();
  expect(tally.total()).toBe(0);
  tally.add();
  tally.add();
  expect(tally.total()).toBe(2);
});

test('takes back, but not below zero', () => {
  const tally = makeTally();
  tally.add();
  tally.undo();
  tally.undo();
  expect(tally.total()).toBe(0);
  tally.add();
  expect(tally.total()).toBe(1);
});

test('two tallies count apart', () => {
  const owls = makeTally();
  const storks = makeTally();
  owls.add();
  owls.add();
  storks.add();
  expect(owls.total()).toBe(2);
  expect(storks.total()).toBe(1);
});

test('the count can not be reached from outside', () => {
  const tally = makeTally();
  tally.count = 100;
  expect(tally.total()).toBe(0);
});

test('the functions work on their own, too', () => {
  const { add, total } = makeTally();
  add();
  expect(total()).toBe(1);
});
