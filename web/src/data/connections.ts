import { create } from 'zustand';
import { resetDevice } from './device-identity.ts';
import { type Connections, openDatabases } from './open-databases.ts';
import { keepInMemory, keepInMemoryIfForbidden, keepsNothing } from './session-store.ts';

export type { Connections } from './open-databases.ts';

export type ConnectionState =
  | { kind: 'opening' }
  | { kind: 'open'; connections: Connections }
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
  const databases = keepInMemoryIfForbidden().then(() => openDatabases(!keepsNothing()));
  // An answer that comes late after all is still an answer, unless one was asked for elsewhere meanwhile.
  void databases
    .then((connections) => {
      if (attempt === attempts) useConnectionState.setState({ kind: 'open', connections }, true);
    })
    .catch(() => {});
  try {
    return await Promise.race([databases, late]);
  } finally {
    clearTimeout(timer);
  }
};

/** Opens the databases once; every later call gives the same connections. */
export const connect = (): Promise<Connections> => {
  opening ??= open().catch((error: unknown) => {
    opening = undefined;
    useConnectionState.setState({ kind: 'failed', error }, true);
    throw error;
  });
  return opening;
};

/** Whether what is done on this page is gone with it; false while the databases are being opened. */
export const useKeepsNothing = (): boolean =>
  useConnectionState((state) => state.kind === 'open' && !state.connections.kept);

/** For a learner whose store can't be opened and who would rather learn than wait: for this session, in memory. */
export const learnWithoutKeeping = async (): Promise<void> => {
  await disconnect();
  resetDevice();
  await keepInMemory();
  await connect();
};

/** Closes everything; the next `connect` opens afresh. For joining another learner and for tests. */
export const disconnect = async (): Promise<void> => {
  const current = await opening?.catch(() => undefined);
  opening = undefined;
  current?.learner.close();
  current?.catalogue.close();
  useConnectionState.setState({ kind: 'opening' }, true);
};
