import { collections } from '@hornbook/shared/collections/index.ts';
import { createEngine, type Engine } from '@hornbook/shared/sync/engine/engine.ts';
import { now } from '../data/clock.ts';
import type { Connections } from '../data/open-databases.ts';
import { pushTransport } from './push-transport.ts';
import type { Contact } from './report.ts';

interface EngineOptions {
  leaving: () => boolean;
  signal: AbortSignal;
  onContact: (contact: Contact) => void;
  /** In place of a session: see `pushTransport`. */
  ticket?: () => string | null;
}

/** The shared engine over this device's storage, clock and network. */
export const makeEngine = ({ device, storage }: Connections, options: EngineOptions): Engine => {
  const { push } = pushTransport(options);
  return createEngine({
    learnerId: device.learnerId,
    storage,
    // Before the service has adopted the learner there can be no session: that much is known without asking.
    transport: { push: async (request) => (device.claimed ? push(request) : { kind: 'unauthorised' }) },
    clock: { now },
    random: { next: Math.random },
    collections,
  });
};
