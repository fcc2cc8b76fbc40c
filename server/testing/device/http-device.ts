import { collections } from '@hornbook/shared/collections/index.ts';
import { createEngine, type Engine } from '@hornbook/shared/sync/engine/engine.ts';
import type { PushTransport } from '@hornbook/shared/sync/ports.ts';
import type { FeedPage } from '@hornbook/shared/sync/protocol.ts';
import { createMemoryStorage, type MemoryStorage } from '@hornbook/shared/testing/memory-storage.ts';
import type { DeviceSession } from './device-session.ts';
import { readFeed } from './feed-reader.ts';
import { pushOverHttp } from './http-push.ts';

/** The real engine on a store in memory, with a real session, over real HTTP. */
export interface HttpDevice {
  readonly engine: Engine;
  readonly storage: MemoryStorage;
  readonly session: DeviceSession;
  /** Something was written: send it. */
  wake(): void;
  /** Begins to send and to read. */
  connect(): void;
  /** Stops both; what is under way has no effect any more. */
  disconnect(): Promise<void>;
  /** Resolves when nothing waits to be sent. */
  drained(): Promise<void>;
  /** Called after each page of the feed that was applied; set by whoever watches. */
  onPage: (page: FeedPage) => void;
}

interface DeviceOptions {
  session: DeviceSession;
  origin: () => string;
  replicaId: string;
  random: () => number;
  /** Stands between the engine and its transport. */
  watch?: (transport: PushTransport) => PushTransport;
}

export const makeHttpDevice = ({ session, origin, replicaId, random, watch }: DeviceOptions): HttpDevice => {
  const storage = createMemoryStorage(replicaId);
  const engine = createEngine({
    learnerId: session.learnerId,
    storage,
    transport: watch ? watch(pushOverHttp(session)) : pushOverHttp(session),
    clock: { now: Date.now },
    random: { next: random },
    collections,
  });
  let online: AbortController | null = null;
  let running: Promise<unknown> = Promise.resolve();
  let woken = false;
  let wakeUp = () => {};
  const wake = () => {
    woken = true;
    wakeUp();
  };
  const sleep = async (ms: number | null) => {
    if (!woken) {
      let timer: NodeJS.Timeout | undefined;
      await new Promise<void>((resolve) => {
        wakeUp = resolve;
        if (ms !== null) timer = setTimeout(resolve, ms);
      });
      clearTimeout(timer);
    }
    woken = false;
  };
  const sendUntil = async (signal: AbortSignal) => {
    while (!signal.aborted) {
      const next = await engine.push();
      if (signal.aborted) return;
      if (next.kind === 'unauthorised') await session.claim().catch(() => sleep(50));
      if (next.kind === 'later' || next.kind === 'idle') await sleep(next.ms);
    }
  };

  const applied = (page: FeedPage) => {
    device.onPage(page);
    // As in the app: when reading reaches the service, sending need not wait out its pause; and a page that shows less
    // than the device has makes entries, which nobody has called for. [R1]
    wake();
  };

  const device: HttpDevice = {
    engine,
    storage,
    session,
    wake,
    connect: () => {
      online = new AbortController();
      const { signal } = online;
      running = Promise.all([sendUntil(signal), readFeed({ engine, session, origin: origin(), applied, signal })]);
    },
    disconnect: async () => {
      online?.abort();
      wake();
      await running;
    },
    drained: async () => {
      while (storage.content().outbox.size > 0) await new Promise((resolve) => setTimeout(resolve, 2));
    },
    onPage: () => {},
  };
  return device;
};
