import type { FeedCursor, FeedOutcome, PushOutcome } from '@hornbook/shared/sync/ports.ts';
import type { PushRequest } from '@hornbook/shared/sync/protocol.ts';
import { createDice } from './dice.ts';
import { NO_FAULTS } from './plan.ts';
import type { PushAnswer, Service } from './service.ts';
import { readBytesOfPush, readReply, writePush, writeReply } from './wire.ts';
import type { World } from './world.ts';

/** One device's way to the service: slow, lossy, repeating itself, and sometimes somebody else's. */
export interface Network {
  push(request: PushRequest): Promise<PushOutcome>;
  /** The same by a ticket of the learner's own, whoever the cookie is for. */
  deliver(request: PushRequest): Promise<PushOutcome>;
  page(cursor: Pick<FeedCursor, 'handle' | 'offset'> | null): Promise<FeedOutcome>;
  /** Waits until the learner's rows may have changed, or a while. */
  live(): Promise<void>;
  /** Asks for a session of its own learner; says whether there is one now. */
  claim(): Promise<boolean>;
  /** The cookie is gone, or is another learner's. */
  setSession(learnerId: string | null): void;
  /** Signed out from another device: it gets no session by its key, until it is let in again. */
  setBarred(barred: boolean): void;
  isBarred(): boolean;
  setOnline(online: boolean): void;
  onOnline(listen: () => void): void;
  /** Resolves at once when online, otherwise when it is so again, or after a long while. */
  online(): Promise<void>;
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
  let session: string | null = learnerId;
  let barred = false;
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
  const gone = (fault: 'request lost' | 'reply lost'): Promise<never> => {
    world.struck(fault);
    return new Promise<never>(() => undefined);
  };
  const cut = (): typeof UNREACHABLE => {
    world.struck('cut off');
    return UNREACHABLE;
  };
  const unreachable = (): typeof UNREACHABLE => {
    world.struck('unreachable');
    return UNREACHABLE;
  };
  const within = async <T>(outcome: Promise<T>): Promise<T | typeof UNREACHABLE> => {
    let answered = false;
    const late = time.sleep(TIMEOUT_MS).then(() => {
      if (!answered) world.struck('timeout');
      return UNREACHABLE;
    });
    const first = await Promise.race([outcome, late]);
    answered = true;
    return first;
  };
  const asText = <T>(message: T): T => (faults.asText ? (JSON.parse(JSON.stringify(message)) as T) : message);

  const arrive = async (bytes: Buffer, cookie: string | null): Promise<PushAnswer> => {
    const request = await readBytesOfPush(bytes);
    const answer = await service.push(cookie, request);
    world.trace(`${name} push ${request.rows.length} ${describeAnswer(answer)}`);
    return answer;
  };

  const exchange = async (request: PushRequest, cookieNow: () => string | null): Promise<PushOutcome> => {
    if (dice.chance(faults.portal)) {
      world.struck('portal');
      await way();
      // A portal answers everything, with a page of its own; the transport sees that our header is missing.
      return bug.portalReply?.(request) ?? UNREACHABLE;
    }
    const bytes = writePush(world.collections, request);
    const cookie = cookieNow();
    if (dice.chance(faults.duplicate)) {
      time.at(dice.int(2 * faults.slowMs + 60_000), () => {
        world.struck('duplicate');
        void arrive(bytes, cookie).catch((error) => world.fail(`a duplicate broke the service: ${error}`));
      });
    }
    const lost = dice.chance(faults.dropRequest);
    await way();
    if (lost) return gone('request lost');
    if (!service.isUp()) return unreachable();
    const answer = await arrive(bytes, cookie);
    const replyLost = dice.chance(faults.dropReply);
    const cutOff = dice.chance(faults.truncate);
    await way();
    if (replyLost) return gone('reply lost');
    if (cutOff) return cut();
    if (answer === null) return unreachable();
    if (answer === 'unauthorised') {
      world.struck('no session');
      return { kind: 'unauthorised' };
    }
    if (answer === 'error') {
      world.struck('error 500');
      return { kind: 'failed', retryAfterMs: dice.int(5_000) };
    }
    return { kind: 'reply', reply: readReply(writeReply(answer), request) };
  };

  const ask = async (cursor: Pick<FeedCursor, 'handle' | 'offset'> | null): Promise<FeedOutcome> => {
    const lost = dice.chance(faults.dropRequest);
    await way();
    if (lost) return gone('request lost');
    if (!service.isUp() || dice.chance(faults.portal)) return unreachable();
    const outcome = await service.page(session, learnerId, cursor);
    world.trace(
      `${name} page ${cursor?.offset ?? 'first'} ${outcome.kind === 'page' ? outcome.page.rows.length : outcome.kind}`,
    );
    const cutOff = dice.chance(faults.truncate + faults.dropReply);
    await way();
    return cutOff ? cut() : asText(outcome);
  };

  const send = async (request: PushRequest, cookieNow: () => string | null): Promise<PushOutcome> => {
    count();
    if (online) return within(exchange(request, cookieNow));
    await time.sleep(20);
    return bug.portalReply && bug.trustsSending ? bug.portalReply(request) : UNREACHABLE;
  };

  return {
    push: (request) => send(request, () => session),
    deliver: (request) => send(request, () => (bug.deliversByCookie ? session : barred ? null : learnerId)),
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
    claim: async () => {
      count();
      await way();
      if (!online || barred || !service.isUp() || dice.chance(faults.dropRequest + faults.portal)) return false;
      session = learnerId;
      world.trace(`${name} has a session`);
      return true;
    },
    setSession: (learner) => {
      session = learner;
    },
    setBarred: (next) => {
      barred = next;
      if (barred) session = null;
    },
    isBarred: () => barred,
    setOnline: (next) => {
      online = next;
      if (next) for (const listen of onlineListeners) listen();
    },
    online: () =>
      online
        ? Promise.resolve()
        : new Promise((resolve) => {
            onlineListeners.push(resolve);
            time.at(LIVE_MS, resolve);
          }),
    onOnline: (listen) => {
      onlineListeners.push(listen);
    },
    heal: () => {
      faults = NO_FAULTS;
      barred = false;
    },
  };
};

const describeAnswer = (answer: PushAnswer): string => {
  if (answer === null || typeof answer === 'string') return answer ?? 'no answer';
  if ('retry' in answer) return `retry ${answer.retry}`;
  return answer.verdicts.map(({ verdict }) => verdict[0]).join('') || 'time';
};
