import { type AddressInfo, createServer } from 'node:net';
import { type ServiceProcess, startService } from '../../testing/device/service-process.ts';

/** Two processes of the real service on one Postgres, each always at its own port. */
export interface ServicePair {
  origin(index: number): string;
  /** kill -9, then begun anew; resolves when it is ready. */
  killAndStart(index: number): Promise<void>;
  end(): Promise<void>;
}

const MOST_STARTS = 5;

export const startPair = async (program: string, databaseUrl: string): Promise<ServicePair> => {
  const ports = [await freePort(), await freePort()];
  const start = (index: number) =>
    startService([program], {
      DATABASE_URL: databaseUrl,
      PORT: String(ports[index]),
      LOG_LEVEL: 'info',
    });
  // A process whose connections are cut while it starts says so and ends; whoever minds it starts it again.
  const startMinded = async (index: number): Promise<ServiceProcess> => {
    for (let tries = 1; ; tries++) {
      try {
        return await start(index);
      } catch (error) {
        if (tries === MOST_STARTS) throw error;
      }
    }
  };
  const services: ServiceProcess[] = [await start(0), await start(1)];
  return {
    origin: (index) => `http://127.0.0.1:${ports[index % 2]}`,
    killAndStart: async (index) => {
      await services[index % 2]?.kill();
      services[index % 2] = await startMinded(index % 2);
    },
    end: async () => {
      await Promise.all(services.map((service) => service.kill()));
    },
  };
};

const freePort = () =>
  new Promise<number>((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as AddressInfo;
      probe.close(() => resolve(port));
    });
  });
