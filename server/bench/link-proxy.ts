import type { AddressInfo } from 'node:net';
import { connect, createServer, type Socket } from 'node:net';
import { answerParent, startChild } from './child.ts';

/** How the link behaves from now on. Without a rate it is as fast as it can be; without cuts it stays up. */
export interface LinkShape {
  bytesPerSecond?: number;
  cutEveryMs?: number;
  downMs?: number;
}

export interface LinkCounts {
  /** Bytes of TCP payload from devices to the server, and back. */
  up: number;
  down: number;
  connections: number;
  cuts: number;
}

/** A link that counts, slows down and breaks, in a process of its own. */
export interface Link {
  readonly port: number;
  /** Sets the counts to nothing, the shape, and begins its time anew. */
  reset(shape?: LinkShape): Promise<void>;
  counts(): Promise<LinkCounts>;
  stop(): Promise<void>;
}

export const startLink = async (targetPort: number): Promise<Link> => {
  const child = await startChild('link', String(targetPort));
  return {
    port: child.port,
    reset: (shape = {}) => child.ask({ kind: 'reset', shape }),
    counts: () => child.ask({ kind: 'counts' }),
    stop: child.stop,
  };
};

type Question = { kind: 'reset'; shape: LinkShape } | { kind: 'counts' };

/** A stream of bytes at a rate: pieces leave one after another, each when the ones before it have had their time. */
const makePace = (bytesPerSecond: number | undefined) => {
  let freeAt = 0;
  return async (bytes: number): Promise<void> => {
    if (!bytesPerSecond) return;
    const now = performance.now();
    freeAt = Math.max(freeAt, now) + (bytes / bytesPerSecond) * 1000;
    const wait = freeAt - now;
    if (wait > 1) await new Promise((resolve) => setTimeout(resolve, wait));
  };
};

const PIECE_BYTES = 4 * 1024;

/** The process: passes bytes on between devices and the server. */
export const runLink = (targetPort: number): void => {
  const open = new Set<Socket>();
  let counts: LinkCounts = { up: 0, down: 0, connections: 0, cuts: 0 };
  let isDown = false;
  let timers: NodeJS.Timeout[] = [];
  // All connections share the link, each direction by itself.
  let paces = { up: makePace(undefined), down: makePace(undefined) };

  const reset = ({ bytesPerSecond, cutEveryMs, downMs = 0 }: LinkShape) => {
    for (const timer of timers) clearInterval(timer);
    timers = [];
    isDown = false;
    counts = { up: 0, down: 0, connections: open.size / 2, cuts: 0 };
    paces = { up: makePace(bytesPerSecond), down: makePace(bytesPerSecond) };
    if (!cutEveryMs) return;
    const cut = () => {
      isDown = true;
      counts.cuts += 1;
      for (const socket of open) socket.destroy();
      timers.push(
        setTimeout(() => {
          isDown = false;
          timers.push(setTimeout(cut, cutEveryMs));
        }, downMs),
      );
    };
    timers.push(setTimeout(cut, cutEveryMs));
  };

  const pass = async (from: Socket, to: Socket, direction: 'up' | 'down') => {
    try {
      for await (const chunk of from as AsyncIterable<Buffer>) {
        for (let at = 0; at < chunk.length; at += PIECE_BYTES) {
          const piece = chunk.subarray(at, at + PIECE_BYTES);
          await paces[direction](piece.length);
          counts[direction] += piece.length;
          if (!to.write(piece) && !to.destroyed) {
            await new Promise<void>((resolve) => {
              to.once('drain', resolve);
              to.once('close', resolve);
            });
          }
        }
      }
      to.end();
    } catch {
      to.destroy();
    }
  };

  const server = createServer({ allowHalfOpen: true }, (device) => {
    if (isDown) return device.resetAndDestroy();
    counts.connections += 1;
    const target = connect({ port: targetPort, host: '127.0.0.1', allowHalfOpen: true });
    for (const [socket, other] of [
      [device, target],
      [target, device],
    ] as const) {
      socket.setNoDelay(true);
      open.add(socket);
      socket.on('error', () => other.destroy());
      socket.on('close', () => {
        open.delete(socket);
        other.destroy();
      });
    }
    void pass(device, target, 'up');
    void pass(target, device, 'down');
  });
  server.listen(0, '127.0.0.1', () => {
    answerParent((server.address() as AddressInfo).port, (question: Question) =>
      question.kind === 'counts' ? counts : reset(question.shape),
    );
  });
};
