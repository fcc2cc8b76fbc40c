import { expect, test } from 'vitest';
import { Busy, makeLearnerTurns, makeTurns } from './turns.ts';

/** Work that ends when it is told to. */
const held = () => {
  let end = () => {};
  const promise = new Promise<void>((resolve) => {
    end = resolve;
  });
  return { work: () => promise, end: () => end() };
};
const settled = () => new Promise((resolve) => setTimeout(resolve, 5));

test('works on as many at once as it may, and on what was begun before anything new', async () => {
  const turns = makeTurns({ atOnce: 1 });
  const first = held();
  const order: string[] = [];
  const say = (what: string) => async () => void order.push(what);
  const all = [turns.run(first.work), turns.run(say('new')), turns.goOn(say('begun'))];
  await settled();
  expect([order, turns.load()]).toEqual([[], { waiting: 2, working: 1 }]);
  first.end();
  await Promise.all(all);
  expect([order, turns.load()]).toEqual([['begun', 'new'], { waiting: 0, working: 0 }]);
});

test('refuses at once what it could not do in time, and says when to come back, each at another time', async () => {
  let clock = 0;
  let chance = 0;
  const turns = makeTurns({ atOnce: 1, mostWaitMs: 100, random: () => chance, now: () => clock });
  const first = held();
  const all = [turns.run(first.work)];
  const refused: number[] = [];
  for (let n = 0; n < 30; n += 1) {
    chance = n / 30;
    all.push(
      turns
        .run(async () => {})
        .catch((error: unknown) => {
          if (!(error instanceof Busy)) throw error;
          refused.push(error.retryAfterSeconds);
        }),
    );
  }
  await settled();
  expect(refused.length).toBeGreaterThan(5);
  expect(new Set(refused).size).toBeGreaterThan(4);
  clock = 10;
  first.end();
  await Promise.all(all);
});

test('lets in without waiting, counts whoever is on the way, and refuses at the door what would come too late', async () => {
  const turns = makeTurns({ atOnce: 1, mostWaitMs: 100, random: () => 0.5, now: () => 0 });
  const first = held();
  const running = turns.run(first.work);
  expect(await turns.letIn(async () => 'me')).toBe('me');
  // Work takes 5 ms, as far as is known: behind twenty-one others it would take too long.
  const looking = held();
  const onTheWay = Array.from({ length: 21 }, () => turns.letIn(looking.work));
  await expect(turns.letIn(async () => 'too late')).rejects.toMatchObject({ status: 503, retryAfterSeconds: 16 });
  looking.end();
  await Promise.all(onTheWay);
  expect(await turns.letIn(async () => 'me')).toBe('me');
  first.end();
  await running;
});

test('does nothing for whoever has left while waiting, and a failure makes room like an end', async () => {
  const turns = makeTurns({ atOnce: 1 });
  const first = held();
  const gone = new AbortController();
  let done = false;
  const failing = turns.run(async () => {
    await first.work();
    throw new Error('on purpose');
  });
  const left = turns.run(async () => {
    done = true;
  }, gone.signal);
  gone.abort();
  first.end();
  await expect(failing).rejects.toThrow('on purpose');
  await expect(left).rejects.toThrow();
  expect([done, turns.load()]).toEqual([false, { waiting: 0, working: 0 }]);
});

test('one learner has two turns at a time and a short queue, whatever others do', async () => {
  const { run, has } = makeLearnerTurns({ atOnce: 2, mostWaiting: 1 });
  const both = [held(), held()];
  const running = both.map(({ work }) => run('a', work));
  let third = false;
  const waits = run('a', async () => {
    third = true;
  });
  await expect(run('a', async () => {})).rejects.toMatchObject({ status: 429, retryAfterSeconds: 1 });
  await run('b', async () => {});
  expect([third, has('a'), has('b')]).toEqual([false, true, false]);
  for (const { end } of both) end();
  await Promise.all([...running, waits]);
  expect([third, has('a')]).toEqual([true, false]);
  await run('a', async () => {});
});
