import { liveQuery, type Subscription } from 'dexie';
import { create } from 'zustand';
import { resetDevice, whoIsHere } from './device-identity.ts';
import { type Connections, DeviceLocked, openDatabases } from './open-databases.ts';
import { askAbout } from './service/learner-scope.ts';
import { keepInMemory, keepInMemoryIfForbidden, keepsNothing } from './session-store.ts';

export type { Connections } from './open-databases.ts';

export type ConnectionState =
  | { kind: 'opening' }
  | { kind: 'open'; connections: Connections }
  /** Who is learning is asked; nothing of anybody is open. */
  | { kind: 'locked' }
  | { kind: 'failed'; error: unknown };

export const useConnectionState = create<ConnectionState>(() => ({ kind: 'opening' }));

/** IndexedDB sometimes never answers at all; then the learner is told instead of left waiting. */
const PATIENCE_MS = 8_000;

let opening: Promise<Connections> | undefined;
let attempts = 0;

const open = async (): Promise<Connections> => {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('The store of this browser does not answer.')), PATIENCE_MS);
  });
  attempts += 1;
  const attempt = attempts;
  // Not in a service worker, which has no page to do without a store for: its script stays small.
  const databases = keepInMemoryIfForbidden().then(async () => {
    const connections = await openDatabases(!keepsNothing());
    await askAbout(connections.device.learnerId);
    return connections;
  });
  // An answer that comes late after all is still an answer, unless one was asked for elsewhere meanwhile.
  void databases
    .then((connections) => {
      if (attempt !== attempts) return;
      follow(connections.device.learnerId);
      useConnectionState.setState({ kind: 'open', connections }, true);
    })
    .catch(() => {});
  try {
    return await Promise.race([databases, late]);
  } finally {
    clearTimeout(timer);
  }
};

/** Opens the databases once; every later call gives the same connections. Rejects while it is asked who is learning. */
export const connect = (): Promise<Connections> => {
  opening ??= open().catch((error: unknown) => {
    opening = undefined;
    if (error instanceof DeviceLocked) {
      follow(null);
      useConnectionState.setState({ kind: 'locked' }, true);
    } else useConnectionState.setState({ kind: 'failed', error }, true);
    throw error;
  });
  return opening;
};

/** Whether what is done on this page is gone with it; false while the databases are being opened. */
export const useKeepsNothing = (): boolean =>
  useConnectionState((state) => state.kind === 'open' && !state.connections.kept);

/** Whether several learners share this device. */
export const useSharedDevice = (): boolean =>
  useConnectionState((state) => state.kind === 'open' && state.connections.shared);

/** For a learner whose store can't be opened and who would rather learn than wait: for this session, in memory. */
export const learnWithoutKeeping = async (): Promise<void> => {
  await disconnect();
  resetDevice();
  await keepInMemory();
  await connect();
};

/** Closes everything; the next `connect` opens afresh. For joining another learner and for tests. */
export const disconnect = async (meanwhile: ConnectionState = { kind: 'opening' }): Promise<void> => {
  following?.unsubscribe();
  following = undefined;
  const current = await opening?.catch(() => undefined);
  opening = undefined;
  current?.learner.close();
  current?.catalogue.close();
  useConnectionState.setState(meanwhile, true);
};

let following: Subscription | undefined;
let lastOpened: string | null = null;

/** Every tab is of the learner who uses the device: when another one came, or nobody is there, this page moves on. */
const follow = (opened: string | null): void => {
  following?.unsubscribe();
  lastOpened = opened ?? lastOpened;
  following = liveQuery(whoIsHere).subscribe({
    next: (here) => {
      // One after the other: what changes while the page moves on is not passed over.
      if (here !== opened) moving = moving.then(moveOn).catch(() => undefined);
    },
    // The store of this browser failed; whoever asks it next says so.
    error: () => {},
  });
};

/** What screens keep as they go is stored within this time: it belongs to the learner who was here. */
const GRACE_MS = 400;
let moving: Promise<void> = Promise.resolve();

/** Leaves the learner this page was open for, and opens what there is to open now. The screens go at once. */
const moveOn = async (): Promise<void> => {
  const was = useConnectionState.getState();
  const openFor = was.kind === 'open' ? was.connections.device.learnerId : null;
  if ((await whoIsHere()) === openFor) return;
  useConnectionState.setState({ kind: 'locked' }, true);
  if (openFor !== null) await new Promise((resolve) => setTimeout(resolve, GRACE_MS));
  await disconnect({ kind: 'locked' });
  const here = await whoIsHere();
  const another = lastOpened !== null && here !== null && here !== lastOpened;
  if (another && (await import('./begin-anew.ts')).beginAnew()) return;
  await connect().catch(() => undefined);
};
