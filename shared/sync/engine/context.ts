import type { Collection } from '../../collections/define-collection.ts';
import type { Clock, PushTransport, Random, Storage, SyncState } from '../ports.ts';

/** Everything the engine works with; it has no other way to the world. */
export interface EngineContext {
  readonly learnerId: string;
  readonly storage: Storage;
  readonly transport: PushTransport;
  readonly clock: Clock;
  readonly random: Random;
  /** The collections this version of the app knows, by name. */
  readonly collections: Readonly<Record<string, Collection>>;
}

/** The state of a database at its birth. A new database is a new replica, and its first read is a pass. [W3] [F3] */
export const initialState = (replicaId: string): SyncState => ({
  replicaId,
  rev: 0,
  hlc: '',
  seen: '',
  heard: 0,
  offsetMs: 0,
  bound: 0,
  epoch: null,
  cursor: null,
  known: 0,
  pass: 1,
  lastPass: 1,
  lastContactAt: null,
});

/** Starts a pass in place: everything is read again from the beginning, nothing is cleared. [F3] */
export const startPass = (state: SyncState): void => {
  state.cursor = null;
  state.lastPass += 1;
  state.pass = state.lastPass;
};
