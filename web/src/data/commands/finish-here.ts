import { type Finishing, useFinishing } from '../../ui-state/finishing.ts';
import { sendNow } from '../../ui-state/send-now.ts';
import { connect } from '../connections.ts';
import { type DeviceIdentity, identitiesHere, updateDeviceIdentity } from '../device-identity.ts';
import { lock } from '../lock.ts';
import { type Connections, openDatabasesOf } from '../open-databases.ts';
import { removeLeaving } from '../remove-learner.ts';
import { endSession } from '../service/claim.ts';
import { type Compared, compareRows } from '../service/compare-rows.ts';
import { revokeDevice } from '../service/devices.ts';
import { switchRemindersOff } from '../service/reminders.ts';
import { sayAnew } from '../was-here.ts';

/** As long as things go, however slowly, it waits; without any progress for so long it says what is still here. */
const STALLED_MS = 20_000;
const LOOK_EVERY_MS = 400;
/** What was sent comes back by the feed; a comparison before that says nothing. Each one costs the service a reading. */
const COMPARISONS = 5;
const BETWEEN_MS = 1_500;
/** Longer than other tabs keep writing after they were told to leave. */
const TABS_LEAVE_MS = 900;

type Outcome = NonNullable<Finishing['outcome']>;

const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

const unsentIn = async ({ learner }: Connections): Promise<{ waiting: number; refused: number }> => {
  const [rows, quarantined, files, refusedFiles] = await Promise.all([
    learner.outbox.count(),
    learner.quarantine.count(),
    learner.blobs.where('upload').equals('waiting').count(),
    learner.blobs.where('upload').equals('refused').count(),
  ]);
  return { waiting: rows + files, refused: quarantined + refusedFiles };
};

const untilSent = async (connections: Connections): Promise<Outcome | null> => {
  sendNow();
  let least = Number.POSITIVE_INFINITY;
  let stalledMs = 0;
  for (;;) {
    const unsent = await unsentIn(connections);
    if (unsent.waiting === 0) return unsent.refused > 0 ? { kind: 'unsent', ...unsent } : null;
    stalledMs = unsent.waiting < least ? 0 : stalledMs + LOOK_EVERY_MS;
    least = Math.min(least, unsent.waiting);
    if (stalledMs >= STALLED_MS) return { kind: 'unsent', ...unsent };
    await pause(LOOK_EVERY_MS);
  }
};

const untilSame = async (connections: Connections): Promise<Outcome | null> => {
  let found: Compared = 'not-yet';
  for (let times = 0; times < COMPARISONS; times += 1) {
    found = await compareRows(connections);
    if (found === 'same') return null;
    // A pass was begun, or the feed is behind: both are read on at once.
    sendNow();
    await pause(BETWEEN_MS);
  }
  return { kind: found === 'unreachable' ? 'unreachable' : 'differs' };
};

const revisionOf = async ({ learner }: Connections): Promise<number> =>
  (await learner.syncState.get('state'))?.rev ?? 0;

/**
 * Leaves this device for good: sends what waits, asks the service row for row whether it has everything, signs the device
 * out there, and only then removes the learner from here. Whatever of this does not succeed, nothing was removed, and
 * `useFinishing` says what is still here alone.
 */
export const finishHere = async (): Promise<void> => {
  if (useFinishing.getState().phase !== 'idle') return;
  const say = (change: Partial<Finishing>) => useFinishing.setState(change);
  say({ phase: 'sending', outcome: null });
  const outcome = await finish(say).catch((): Outcome => ({ kind: 'unreachable' }));
  say({ phase: 'idle', outcome });
};

const finish = async (say: (change: Partial<Finishing>) => void): Promise<Outcome | null> => {
  const connections = await connect();
  const { device } = connections;
  const unsent = await untilSent(connections);
  if (unsent) return unsent;
  say({ phase: 'checking' });
  const differs = await untilSame(connections);
  if (differs) return differs;
  const revision = await revisionOf(connections);

  // From here on no tab writes any more. What one of them wrote meanwhile is seen by the revision.
  say({ phase: 'removing' });
  await lock(device.learnerId);
  await pause(TABS_LEAVE_MS);
  const open = await openDatabasesOf(device);
  const [left, now] = await Promise.all([unsentIn(open), revisionOf(open)]);
  for (const database of [open.learner, open.catalogue]) database.close();
  const back = async (why: Outcome): Promise<Outcome> => {
    await updateDeviceIdentity(device.learnerId, { locked: false });
    return why;
  };
  if (left.waiting + left.refused > 0 || now !== revision) return back({ kind: 'unsent', ...left });
  if ((await revokeDevice(device, device.deviceId)).kind !== 'done') return back({ kind: 'unreachable' });
  await endSession();
  await remove(device);
  return null;
};

/**
 * Removes a learner from here although not all of it is known to be at the service: for one whose device was signed out
 * from another one, or who has a copy. What was not sent is gone with it; whoever asks this has been told how much that is.
 */
export const removeAllTheSame = async (): Promise<void> => {
  const { device } = await connect();
  useFinishing.setState({ phase: 'removing', outcome: null });
  await lock(device.learnerId);
  await pause(TABS_LEAVE_MS);
  // Without a connection the service keeps the device in its list: any other device can sign it out there.
  await revokeDevice(device, device.deviceId).catch(() => undefined);
  const ended = await endSession().catch(() => false);
  await updateDeviceIdentity(device.learnerId, { leaving: true });
  await removeLeaving(device);
  // The cookie may have stayed, which nothing here can remove: whoever comes next shall not be offered who was here.
  if (!ended) sayAnew();
  startPage();
  useFinishing.setState({ phase: 'idle' });
};

const remove = async (device: DeviceIdentity): Promise<void> => {
  await updateDeviceIdentity(device.learnerId, { leaving: true });
  // The browser's one subscription is of all who are reminded here.
  if ((await identitiesHere()).length < 2) await switchRemindersOff().catch(() => undefined);
  await removeLeaving(device);
  startPage();
};

/** What is left of the learner in this page's memory goes with the page. */
const startPage = (): void => {
  if ('location' in globalThis) location.replace('/');
};
