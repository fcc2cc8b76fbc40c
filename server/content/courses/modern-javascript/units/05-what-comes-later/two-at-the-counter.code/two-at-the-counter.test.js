const makeTasks = (turns) => {
  const log = { running: 0, most: 0, started: [] };
  const tasks = turns.map((count, index) => async () => {
    log.started.push(index);
    log.running += 1;
    log.most = Math.max(log.most, log.running);
    for (let turn = 0; turn < count; turn++) await null;
    log.running -= 1;
    return index * 10;
  });
  return { tasks, log };
};

test('gives all results in the order of the tasks', async () => {
  const { tasks } = makeTasks([30, 1, 10, 1]);
  expect(await limited(tasks, 2)).toEqual([0, 10, 20, 30]);
});

test('never runs more than the limit', async () => {
  const { tasks, log } = makeTasks([10, 10, 10, 10, 10, 10]);
  await limited(tasks, 3);
  expect(log.most).toBe(3);
});

test('begins the next as soon as one ends, not in groups', async () => {
  const order = [];
  let endLong;
  const long = () =>
    new Promise((resolve) => {
      endLong = resolve;
    });
  const short = (name) => async () => {
    order.push(name);
    if (name === 'd') endLong();
  };
  await limited([long, short('b'), short('c'), short('d')], 2);
  expect(order).toEqual(['b', 'c', 'd']);
});

test('a limit of 1 is one after the other', async () => {
  const { tasks, log } = makeTasks([3, 2, 1]);
  await limited(tasks, 1);
  expect([log.most, log.started]).toEqual([1, [0, 1, 2]]);
});

test('fails with the error of a task', async () => {
  let message = 'no error';
  const failing = async () => {
    throw new Error('no space');
  };
  try {
    await limited([async () => 1, failing], 2);
  } catch (error) {
    message = error.message;
  }
  expect(message).toBe('no space');
});

test('nothing to do gives an empty list', async () => {
  expect(await limited([], 4)).toEqual([]);
});
