import type { FeedCursor, FeedOutcome, PushOutcome } from '@hornbook/shared/sync/ports.ts';
import type { PushReply, PushRequest } from '@hornbook/shared/sync/protocol.ts';
import { createDice } from './dice.ts';
import { NO_FAULTS } from './plan.ts';
import type { Service } from './service.ts';
import type { World } from './world.ts';

/** One device's way to the service: slow, lossy, repeating itself, and sometimes somebody else's. */
export interface Network {
  push(request: PushRequest): Promise<PushOutcome>;
  page(cursor: Pick<FeedCursor, 'handle' | 'offset'> | null): Promise<FeedOutcome>;
  /** Waits until the learner's rows may have changed, or a while. */
  live(): Promise<void>;
  setOnline(online: boolean): void;
  onOnline(listen: () => void): void;
  heal(): void;
}

const TIMEOUT_MS = 30_000;
const LIVE_MS = 600_000;
/** No device asks more often than this in a minute, whatever happens: more is a loop that has lost its brakes. */
const REQUESTS_A_MINUTE = 1_500;
const UNREACHABLE = { kind: 'unreachable', retryAfterMs: null } as const;

export const createNetwork = (world: World, service: Service, name: string, learnerId: string): Network => {
  const { plan, time, bug } = world;
  const dice = createDice(plan.seed, `network ${name}`);
  let faults = plan.faults;
  let online = true;
  let minute = 0;
  let requests = 0;
  const waiting = new Set<() => void>();
  const onlineListeners: (() => void)[] = [];
  service.onChange((changed) => {
    if (changed !== learnerId) return;
    for (const wake of [...waiting]) wake();
  });

  const count = () => {
    const now = Math.floor(time.now() / 60_000);
    requests = now === minute ? requests + 1 : 1;
    minute = now;
    if (requests === REQUESTS_A_MINUTE)
      world.fail(`${name} asks the service more than ${REQUESTS_A_MINUTE} times a minute`);
  };
  const way = () => time.sleep(5 + dice.int(faults.slowMs));
  const never = () => new Promise<never>(() => undefined);
  const within = <T>(outcome: Promise<T>): Promise<T | typeof UNREACHABLE> =>
    Promise.race([outcome, time.sleep(TIMEOUT_MS).then(() => UNREACHABLE)]);
  const asText = <T>(message: T): T => (faults.asText ? (JSON.parse(JSON.stringify(message)) as T) : message);

  const arrive = async (request: PushRequest): Promise<PushReply | null> => {
    const reply = await service.push(learnerId, asText(request));
    world.trace(`${name} push ${request.rows.length} ${describeReply(reply)}`);
    return reply;
  };

  const exchange = async (request: PushRequest): Promise<PushOutcome> => {
    if (dice.chance(faults.portal)) {
      await way();
      // A portal answers everything, with a page of its own; the transport sees that our header is missing.
      return bug.portalReply?.(request) ?? UNREACHABLE;
    }
    if (dice.chance(faults.duplicate)) time.at(dice.int(2 * faults.slowMs + 60_000), () => void arrive(request));
    const lost = dice.chance(faults.dropRequest);
    await way();
    if (lost) return never();
    if (!service.isUp()) return UNREACHABLE;
    const reply = await arrive(request);
    const replyLost = dice.chance(faults.dropReply);
    const cutOff = dice.chance(faults.truncate);
    await way();
    if (replyLost) return never();
    if (cutOff) return UNREACHABLE;
    return reply ? { kind: 'reply', reply: asText(reply) } : { kind: 'failed', retryAfterMs: dice.int(5_000) };
  };

  const ask = async (cursor: Pick<FeedCursor, 'handle' | 'offset'> | null): Promise<FeedOutcome> => {
    const lost = dice.chance(faults.dropRequest);
    await way();
    if (lost) return never();
    if (!service.isUp() || dice.chance(faults.portal)) return UNREACHABLE;
    const outcome = await service.page(learnerId, cursor);
    world.trace(
      `${name} page ${cursor?.offset ?? 'first'} ${outcome.kind === 'page' ? outcome.page.rows.length : outcome.kind}`,
    );
    const cutOff = dice.chance(faults.truncate + faults.dropReply);
    await way();
    return cutOff ? UNREACHABLE : asText(outcome);
  };

  return {
    push: async (request) => {
      count();
      if (online) return within(exchange(request));
      await time.sleep(20);
      return bug.portalReply && bug.trustsSending ? bug.portalReply(request) : UNREACHABLE;
    },
    page: async (cursor) => {
      count();
      if (online) return within(ask(cursor));
      await time.sleep(20);
      return UNREACHABLE;
    },
    live: () =>
      new Promise((resolve) => {
        const wake = () => {
          waiting.delete(wake);
          resolve();
        };
        waiting.add(wake);
        time.at(LIVE_MS, wake);
      }),
    setOnline: (next) => {
      online = next;
      if (next) for (const listen of onlineListeners) listen();
    },
    onOnline: (listen) => {
      onlineListeners.push(listen);
    },
    heal: () => {
      faults = NO_FAULTS;
    },
  };
};

const describeReply = (reply: PushReply | null): string => {
  if (!reply) return 'error';
  if ('retry' in reply) return `retry ${reply.retry}`;
  return reply.verdicts.map(({ verdict }) => verdict[0]).join('') || 'time';
};
