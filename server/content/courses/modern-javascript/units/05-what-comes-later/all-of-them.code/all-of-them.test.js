const deferred = () => {
  const later = {};
  later.promise = new Promise((resolve, reject) => {
    later.resolve = resolve;
    later.reject = reject;
  });
  return later;
};

const messageOf = async (promise) => {
  try {
    await promise;
    return 'no error';
  } catch (error) {
    return error.message;
  }
};

test('waits for all and keeps their order', async () => {
  const [slow, quick] = [deferred(), deferred()];
  const both = all([slow.promise, quick.promise]);
  quick.resolve('quick');
  await null;
  slow.resolve('slow');
  expect(await both).toEqual(['slow', 'quick']);
});

test('takes values that are no promises', async () => {
  expect(await all([1, Promise.resolve(2), undefined])).toEqual([1, 2, undefined]);
});

test('gives an empty list for nothing', async () => {
  expect(await all([])).toEqual([]);
});

test('takes anything that can be visited', async () => {
  expect(await all(new Set([Promise.resolve('a'), 'b']))).toEqual(['a', 'b']);
});

test('fails as soon as one fails, although others never end', async () => {
  const [never, broken] = [deferred(), deferred()];
  const both = all([never.promise, broken.promise]);
  broken.reject(new Error('broken'));
  expect(await messageOf(both)).toBe('broken');
});

test('the first failure counts', async () => {
  const [one, two] = [deferred(), deferred()];
  const both = all([one.promise, two.promise]);
  two.reject(new Error('two'));
  one.reject(new Error('one'));
  expect(await messageOf(both)).toBe('two');
});
