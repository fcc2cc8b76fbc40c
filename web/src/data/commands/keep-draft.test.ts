import { afterEach, expect, test, vi } from 'vitest';
import { type Connections, connect } from '../connections.ts';
import { readDraft } from '../queries/drafts.ts';
import { freshDevice, reload } from '../testing/fresh-device.ts';
import { AGAIN_MS, useUnkeptDrafts } from '../unkept-drafts.ts';
import { forgetDraft, keepDraft } from './keep-draft.ts';

const draft = { questionId: 'q2', responses: { q2: { kind: 'short_text' as const, text: 'half a w' } } };
const longer = { questionId: 'q2', responses: { q2: { kind: 'short_text' as const, text: 'half a word' } } };

/** As a browser says it whose storage is full. */
const fillStore = ({ learner }: Connections) =>
  vi
    .spyOn(learner.drafts, 'put')
    .mockImplementation(() => Promise.reject(new DOMException('full', 'QuotaExceededError')) as never);
/** Its steps are immediates, which no test holds up. */
const untilStoreRests = async () => {
  for (let steps = 0; steps < 50; steps += 1) await new Promise((resolve) => setImmediate(resolve));
};
const holdTimers = () => vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
const told = () => useUnkeptDrafts.getState().drafts.map(({ draft: { attemptId }, reason }) => [attemptId, reason]);

afterEach(async () => {
  vi.restoreAllMocks();
  useUnkeptDrafts.setState({ drafts: [] });
  if (vi.isFakeTimers()) vi.runAllTimers();
  await untilStoreRests();
  vi.useRealTimers();
});

test('what was typed is there after the app was killed, and gone when the attempt is over', async () => {
  await freshDevice();
  await keepDraft('attempt', draft);
  const again = await reload();
  expect(await again.learner.drafts.get('attempt')).toEqual({ attemptId: 'attempt', ...draft });
  await forgetDraft('attempt');
  expect(await again.learner.drafts.get('attempt')).toBeUndefined();
});

test('what there is no room for is told, stays while the page does, and is kept as soon as there is room', async () => {
  const device = await freshDevice();
  await keepDraft('attempt', draft);
  const full = fillStore(device);
  holdTimers();
  await keepDraft('attempt', longer);
  expect(told()).toEqual([['attempt', 'no-room']]);
  // The screen goes and comes back: nothing typed is older than it was.
  expect(await readDraft('attempt')).toEqual({ attemptId: 'attempt', ...longer });

  vi.advanceTimersByTime(AGAIN_MS);
  await untilStoreRests();
  expect(full).toHaveBeenCalledTimes(2);
  expect(told()).toEqual([['attempt', 'no-room']]);
  full.mockRestore();
  vi.advanceTimersByTime(AGAIN_MS);
  await untilStoreRests();
  expect(told()).toEqual([]);
  expect(await device.learner.drafts.get('attempt')).toEqual({ attemptId: 'attempt', ...longer });
});

test('a store that fails in another way is told as well', async () => {
  const device = await freshDevice();
  holdTimers();
  vi.spyOn(device.learner.drafts, 'put').mockImplementation(
    () => Promise.reject(new DOMException('gone', 'UnknownError')) as never,
  );
  await keepDraft('attempt', draft);
  expect(told()).toEqual([['attempt', 'storage']]);
});

test('what is kept after all, or whose attempt is over, is told no longer and never written over', async () => {
  const device = await freshDevice();
  const full = fillStore(device);
  holdTimers();
  await keepDraft('one', draft);
  await keepDraft('another', draft);
  full.mockRestore();
  await keepDraft('one', longer);
  await forgetDraft('another');
  expect(told()).toEqual([]);
  expect(await readDraft('one')).toEqual({ attemptId: 'one', ...longer });
  expect(await readDraft('another')).toBeNull();
});

test('what another learner could not keep is not told to whoever comes next', async () => {
  const device = await freshDevice();
  fillStore(device);
  holdTimers();
  await keepDraft('attempt', draft);
  await freshDevice();
  expect((await connect()).device.learnerId).not.toBe(device.device.learnerId);
  expect(await readDraft('attempt')).toBeNull();
});
