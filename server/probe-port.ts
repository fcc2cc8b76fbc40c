import { createServer } from 'node:net';

/** Rejects as listening would where the port can't be had: known before anything slow is begun. */
export const probePort = (port: number): Promise<void> =>
  new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(port, () => probe.close(() => resolve()));
  });
