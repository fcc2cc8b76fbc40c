const pause = async () => {
  for (let turn = 0; turn < 5; turn++) await null;
};

const makeTask = (log, name) => async () => {
  log.push(`${name} starts`);
  await pause();
  log.push(`${name} ends`);
  return name.toUpperCase();
};

test('gives all results', async () => {
  expect(await inOrder([async () => 1, async () => 'two', async () => null])).toEqual([1, 'two', null]);
  expect(await inOrder([])).toEqual([]);
});

test('starts one only when the one before has ended', async () => {
  const log = [];
  expect(await inOrder([makeTask(log, 'a'), makeTask(log, 'b')])).toEqual(['A', 'B']);
  expect(log).toEqual(['a starts', 'a ends', 'b starts', 'b ends']);
});

test('stops at the first failure', async () => {
  const log = [];
  const failing = async () => {
    throw new Error('no paper');
  };
  let message = 'no error';
  try {
    await inOrder([makeTask(log, 'a'), failing, makeTask(log, 'c')]);
  } catch (error) {
    message = error.message;
  }
  expect(message).toBe('no paper');
  expect(log).toEqual(['a starts', 'a ends']);
});
