import type { AddressInfo } from 'node:net';
import { connect, createServer, type Socket } from 'node:net';

/**
 * A link in front of a service that breaks whenever so many more bytes have gone up, at the places given, one after the
 * other; and counts all that was sent, whether it arrived or not.
 */
export async function startCuttingLink(port: number, cutsAt: readonly number[]) {
  const cuts = [...cutsAt];
  const sockets = new Set<Socket>();
  let sentBytes = 0;
  const server = createServer((near) => {
    const far = connect(port, '127.0.0.1');
    for (const socket of [near, far]) {
      sockets.add(socket);
      socket.on('error', () => undefined);
      socket.on('close', () => {
        sockets.delete(socket);
        near.destroy();
        far.destroy();
      });
    }
    far.pipe(near);
    near.on('data', (bytes) => {
      sentBytes += bytes.length;
      const at = cuts[0];
      if (at === undefined || sentBytes < at) {
        far.write(bytes);
        return;
      }
      cuts.shift();
      // What this device had sent of it is lost on the way, and the other side learns of it the hard way.
      near.resetAndDestroy();
      far.resetAndDestroy();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    sentBytes: () => sentBytes,
    cutsLeft: () => cuts.length,
    stop: () => {
      for (const socket of sockets) socket.destroy();
      return new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}
