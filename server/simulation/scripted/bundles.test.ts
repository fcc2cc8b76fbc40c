import { hlcMs } from '@hornbook/shared/sync/hlc.ts';
import { expect, test } from 'vitest';
import { createStage, twoDevices } from './stage.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

test('[B4] carriedAfterRestore: what was overwritten does not win because a backup forgot that its bundle was overtaken', async () => {
  const { stage, a, b } = await twoDevices();
  const backup = stage.server.backup();
  a.own.skewMs = HOUR_MS;
  await a.setProfile({ displayName: 'by a fast clock' });
  const packed = await a.pack();
  stage.pass(1_000);
  await a.settle();
  await a.setProfile({ displayName: 'overwritten' });
  await a.settle();
  stage.server.restore(backup, 'E2');
  stage.pass(2 * HOUR_MS);
  expect(await stage.carry(packed)).toBe('delivered');
  await a.sync();
  await b.sync();
  expect(b.profile().displayName).toBe('overwritten');
  expect(stage.equal(a, b)).toBe(true);
});

test('[B4] carriedAfterRestoreAlone: such a bundle still brings all it holds, and its maker then has the last word', async () => {
  const { stage, a, b } = await twoDevices();
  stage.pass(7 * DAY_MS);
  await a.setProfile({ displayName: 'a week without network' });
  const packed = await a.pack();
  stage.server.restore(stage.server.backup(), 'E2');
  stage.pass(1_000);
  expect(await stage.carry(packed)).toBe('delivered');
  await b.sync();
  expect(b.profile().displayName).toBe('a week without network');
  await b.setProfile({ bio: 'seen' });
  await b.sync();
  await a.sync();
  await b.sync();
  expect(a.profile()).toMatchObject({ displayName: 'a week without network', bio: 'seen' });
  expect(stage.equal(a, b)).toBe(true);
});

test('[B4] carriedAfterRestoreBySeen: what its maker had seen and overwritten does not come back, whatever time that was from', async () => {
  const { stage, a, b } = await twoDevices();
  stage.pass(HOUR_MS);
  await b.setProfile({ displayName: 'by another' });
  await b.sync();
  await a.pull();
  expect(hlcMs(a.profile().stamps.displayName)).toBeGreaterThan(a.state().heard + 60_000);
  stage.pass(HOUR_MS);
  await a.setProfile({ displayName: 'an answer to it' });
  const packed = await a.pack();
  stage.server.restore(stage.server.backup(), 'E2');
  expect(await stage.carry(packed)).toBe('delivered');
  await b.sync();
  expect(b.profile().displayName).toBe('an answer to it');
});

test('[B4] in the history it was packed in, a bundle counts by the time it was made', async () => {
  const { stage, a, b } = await twoDevices();
  stage.pass(DAY_MS);
  await a.setProfile({ displayName: 'later' });
  const packed = await a.pack();
  stage.pass(-HOUR_MS);
  await b.setProfile({ displayName: 'earlier' });
  await b.sync();
  stage.pass(2 * HOUR_MS);
  expect(await stage.carry(packed)).toBe('delivered');
  await b.sync();
  expect(b.profile().displayName).toBe('later');
});

test('[B4] packedBeforeContact: what was packed before the service was ever met is taken in', async () => {
  const stage = createStage();
  const a = stage.device('a');
  await a.setProfile({ displayName: 'new here' });
  expect(await stage.carry(await a.pack())).toBe('delivered');
  const b = stage.device('b');
  await b.sync();
  expect(b.profile().displayName).toBe('new here');
  await a.sync();
  await b.sync();
  expect(stage.equal(a, b)).toBe(true);
});
