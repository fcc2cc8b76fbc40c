const failingAtFirst = (failures) => {
  let calls = 0;
  const task = async () => {
    calls += 1;
    if (calls <= failures) throw new Error(`failure ${calls}`);
    return `answer ${calls}`;
  };
  return { task, calls: () => calls };
};

const errorOf = async (promise) => {
  try {
    await promise;
    return 'no error';
  } catch (error) {
    return error.message;
  }
};

test('gives the answer of a task that works', async () => {
  const { task, calls } = failingAtFirst(0);
  expect(await retry(task, 3)).toBe('answer 1');
  expect(calls()).toBe(1);
});

test('tries again after failures', async () => {
  const { task, calls } = failingAtFirst(2);
  expect(await retry(task, 3)).toBe('answer 3');
  expect(calls()).toBe(3);
});

test('gives up with the last error', async () => {
  const { task, calls } = failingAtFirst(10);
  expect(await errorOf(retry(task, 4))).toBe('failure 4');
  expect(calls()).toBe(4);
});

test('one call is one call', async () => {
  const { task, calls } = failingAtFirst(10);
  expect(await errorOf(retry(task, 1))).toBe('failure 1');
  expect(calls()).toBe(1);
});

test('also a task that throws at once is tried again', async () => {
  let calls = 0;
  const task = () => {
    calls += 1;
    if (calls === 1) throw new Error('at once');
    return Promise.resolve('fine');
  };
  expect(await retry(task, 2)).toBe('fine');
});
