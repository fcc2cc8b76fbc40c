const slowly = (answer) => {
  const calls = [];
  const load = async (key) => {
    calls.push(key);
    for (let turn = 0; turn < 3; turn++) await null;
    return answer(key, calls.length);
  };
  return { load, calls };
};

test('loads what is asked for', async () => {
  const { load } = slowly((key) => `weather in ${key}`);
  expect(await shareRequests(load)('Oslo')).toBe('weather in Oslo');
});

test('shares a request that is under way', async () => {
  const { load, calls } = slowly((_, count) => count);
  const ask = shareRequests(load);
  expect(await Promise.all([ask('Oslo'), ask('Oslo'), ask('Oslo')])).toEqual([1, 1, 1]);
  expect(calls).toEqual(['Oslo']);
});

test('different questions are different requests', async () => {
  const { load, calls } = slowly((key) => key);
  const ask = shareRequests(load);
  expect(await Promise.all([ask('Oslo'), ask('Lima')])).toEqual(['Oslo', 'Lima']);
  expect(calls).toEqual(['Oslo', 'Lima']);
});

test('loads anew when the last request is done', async () => {
  const { load, calls } = slowly((_, count) => count);
  const ask = shareRequests(load);
  expect(await ask('Oslo')).toBe(1);
  expect(await ask('Oslo')).toBe(2);
  expect(calls).toEqual(['Oslo', 'Oslo']);
});

test('a failure reaches all who wait, and is not kept', async () => {
  const { load } = slowly((_, count) => {
    if (count === 1) throw new Error('offline');
    return 'sunny';
  });
  const ask = shareRequests(load);
  const messageOf = (promise) => promise.then(() => 'no error', (error) => error.message);
  expect(await Promise.all([messageOf(ask('Oslo')), messageOf(ask('Oslo'))])).toEqual(['offline', 'offline']);
  expect(await ask('Oslo')).toBe('sunny');
});
