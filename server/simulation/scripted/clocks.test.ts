import { profile } from '@hornbook/shared/collections/profile.ts';
import { studyDays } from '@hornbook/shared/collections/study-days.ts';
import { hlcMs } from '@hornbook/shared/sync/hlc.ts';
import { LEAD_MS } from '@hornbook/shared/sync/protocol.ts';
import { expect, test } from 'vitest';
import { createStage, twoDevices } from './stage.ts';

test('[C2] sentAtFutureCopy: a late copy of a push that was refused for its stamps is refused again', async () => {
  const { stage, a } = await twoDevices();
  a.own.skewMs = 90_000;
  await a.setProfile({ displayName: 'too early' });
  const copy = a.rashRequest();
  stage.pass(1_000);
  expect(await stage.push(copy)).toMatchObject({ retry: 'time' });
  await a.settle();
  await a.setProfile({ displayName: 'overwritten' });
  await a.settle();
  stage.pass(40_000);
  expect(await stage.push(copy)).toMatchObject({ retry: 'time' });
  await a.sync();
  expect(a.profile().displayName).toBe('overwritten');
});

test('[C2] sentAtOtherDevice: nor may such a copy win over another device that had seen what it says', async () => {
  const { stage, a, b } = await twoDevices();
  a.own.skewMs = 90_000;
  await a.setProfile({ displayName: 'too early' });
  const copy = a.rashRequest();
  stage.pass(1_000);
  await a.settle();
  await b.sync();
  await b.setProfile({ displayName: 'answer' });
  await b.settle();
  stage.pass(40_000);
  await stage.push(copy);
  await a.sync();
  await b.sync();
  expect(b.profile().displayName).toBe('answer');
  expect(stage.equal(a, b)).toBe(true);
});

test('[C3] toBound: what may have been accepted already keeps its stamp when the clock is corrected', async () => {
  const { stage, a, b } = await twoDevices();
  a.own.skewMs = 50_000;
  await a.setProfile({ displayName: 'slow' });
  const slow = await a.send();
  expect(slow.request.rows).toHaveLength(1);
  a.own.skewMs = 90_000;
  await a.setProfile({ bio: 'early' });
  stage.pass(1_000);
  const asking = await a.send();
  expect(asking.request.rows).toHaveLength(0);
  await asking.deliver(await asking.arrive());
  await a.setProfile({ displayName: 'edited' });
  await slow.arrive();
  await slow.lose();
  await a.sync();
  await b.sync();
  expect(b.profile()).toMatchObject({ displayName: 'edited', bio: 'early' });
  expect(stage.equal(a, b)).toBe(true);
});

test('[C3] staleRetry: an old answer about the time lowers nothing', async () => {
  const { stage, a, b } = await twoDevices();
  a.own.skewMs = 90_000;
  await a.setProfile({ displayName: 'early' });
  stage.pass(1_000);
  const first = await a.send();
  const old = await first.arrive();
  stage.pass(40_000);
  const second = await a.send();
  await second.deliver(await second.arrive());
  await a.setProfile({ bio: 'accepted' });
  const third = await a.send();
  expect(third.request.rows).toHaveLength(1);
  await third.arrive();
  await third.lose();
  const before = a.state().hlc;
  await first.deliver(old);
  expect(a.state().hlc).toBe(before);
  await a.setProfile({ bio: 'edited' });
  await a.sync();
  await b.sync();
  expect(b.profile().bio).toBe('edited');
});

test('[C3] boundRises: two corrections never give the same stamp twice', async () => {
  const { stage, a, b } = await twoDevices();
  // B learns a wrong server time and stamps by it; A gets those stamps from the feed.
  stage.pass(600_000);
  await b.setProfile({ bio: 'from the future' });
  await b.sync();
  stage.pass(-600_000);
  await a.pull();
  const given = new Set<string>();
  for (const displayName of ['first', 'second', 'third']) {
    await a.setProfile({ displayName });
    const flight = await a.send();
    stage.pass(1_000);
    await flight.deliver(await flight.arrive());
    const stamp = a.profile().stamps.displayName as string;
    expect(given).not.toContain(stamp);
    given.add(stamp);
  }
  stage.pass(700_000);
  await a.sync();
  await b.sync();
  expect(b.profile().displayName).toBe('third');
});

test('[C2] sentAtStall: a device is not refused for the fast clock of another', async () => {
  const { stage, a, b } = await twoDevices();
  a.own.skewMs = 50_000;
  await a.setProfile({ displayName: 'ahead' });
  await a.settle();
  await b.pull();
  await b.setProfile({ displayName: 'reply' });
  expect(hlcMs(b.profile().stamps.displayName)).toBeGreaterThanOrEqual(stage.clock.now + 40_000);
  expect(await stage.push(b.rashRequest())).toMatchObject({ verdicts: [{ verdict: 'accepted' }] });
});

test('[C1] hlcInDb: two tabs in the same millisecond never give the same stamp', async () => {
  const { a } = await twoDevices();
  await Promise.all([a.setProfile({ displayName: 'tab one' }), a.setProfile({ bio: 'tab two' })]);
  const { displayName, bio } = a.profile().stamps;
  expect(displayName).not.toBe(bio);
});

test('[C3] [W2] restampNewRev: stamps given anew make a new revision', async () => {
  const { stage, a } = await twoDevices();
  a.own.skewMs = 90_000;
  await a.setProfile({ displayName: 'early' });
  const rev = a.entry(profile, 'me')?.rev ?? 0;
  stage.pass(1_000);
  const asking = await a.send();
  await asking.deliver(await asking.arrive());
  expect(a.entry(profile, 'me')?.rev).toBeGreaterThan(rev);
  expect(hlcMs(a.profile().stamps.displayName)).toBe(a.state().heard + LEAD_MS);
});

test('[C1] a device whose clock is wrong is not refused for longer than one round trip', async () => {
  const { stage, a, b } = await twoDevices();
  a.own.skewMs = 10 * 365 * 86_400_000;
  await a.setProfile({ displayName: 'ten years ahead' });
  stage.pass(1_000);
  const asking = await a.send();
  await asking.deliver(await asking.arrive());
  const next = await a.send();
  expect(await next.arrive()).toMatchObject({ verdicts: [{ verdict: 'accepted' }] });
  await next.lose();
  await b.sync();
  expect(b.profile().displayName).toBe('ten years ahead');
});

const active = (ms: number, day = '2026-01-02') => ({ localDay: day, course: 'none', activeMs: ms });

test.each([
  { strict: true, kept: 3 },
  { strict: false, kept: 2 },
])(
  '[W1] powerTwoDevicesIncs: increments survive a power loss only in durable transactions ($strict)',
  async ({ strict, kept }) => {
    const stage = createStage();
    const a = stage.device('a', { strict });
    const count = (ms: number) =>
      a.engine.commit(async (writer) => {
        const { localDay, course } = active(ms);
        const before = (await writer.row(studyDays, `${localDay}/${course}`))?.activeMs ?? {};
        const sum = (before[writer.replicaId] ?? 0) + ms;
        await writer.write(studyDays, { localDay, course, activeMs: { ...before, [writer.replicaId]: sum } });
      });
    await count(1);
    await a.sync();
    await count(1);
    const slow = await a.send();
    await slow.arrive();
    a.storage.powerLoss(1);
    await count(1);
    await a.sync();
    const sum = Object.values(stage.stored(studyDays, '2026-01-02/none')?.activeMs as object).reduce(
      (x, y) => x + y,
      0,
    );
    expect(sum).toBe(kept);
  },
);
