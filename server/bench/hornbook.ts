import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { attempts } from '@hornbook/shared/collections/attempts.ts';
import { canonicalRow } from '@hornbook/shared/sync/row.ts';
import { type DeviceSession, openDeviceSession } from '../testing/device/device-session.ts';
import { type HttpDevice, makeHttpDevice } from '../testing/device/http-device.ts';
import { startService } from '../testing/device/service-process.ts';
import { attemptValues, type MeasuredCourse } from './attempt-rows.ts';
import type { BenchDevice, Contestant } from './contestant.ts';
import type { Editor } from './edits.ts';
import { hornbookEditor } from './hornbook-editor.ts';
import { prepareDatabase } from './measured-course.ts';
import { mulberry32 } from './random.ts';

/** The service as it is shipped: the built program beside this one. */
const service = (): string => {
  const built = fileURLToPath(new URL('./main.js', import.meta.url));
  if (!existsSync(built)) throw new Error('The service is not built: start this by "npm run bench -- sync".');
  return built;
};

/** Hornbook itself, with sessions, verdicts, grading and row-level security. `settings` say on which database, `program` which build. */
export const startHornbook = async (
  name: string,
  settings: Record<string, string>,
  nodeArguments: readonly string[] = [],
  program = service(),
): Promise<Contestant> => {
  const course = await prepareDatabase(settings);
  const running = await startService([...nodeArguments, program], {
    ...settings,
    // Devices come from addresses of their own, or all of them together would try too many codes.
    TRUST_PROXY: '1',
    LOG_LEVEL: 'info',
  });
  return {
    name,
    port: running.port,
    ...(running.child.pid === undefined ? {} : { pid: running.child.pid }),
    newLearner: async (port) => {
      const origin = () => `http://127.0.0.1:${port}`;
      let first: DeviceSession | undefined;
      let replicas = 0;
      return {
        device: async () => {
          const session = await openDeviceSession(origin, await first?.invite(), nextAddress());
          first ??= session;
          replicas += 1;
          const random = mulberry32(replicas);
          return benchDevice(makeHttpDevice({ session, origin, replicaId: `replica00${replicas}`, random }), course);
        },
      };
    },
    newEditors: async (port, count) => {
      const origin = () => `http://127.0.0.1:${port}`;
      const first = await openDeviceSession(origin);
      const editors: Editor[] = [];
      for (let number = 0; number < count; number += 1) {
        const session = number === 0 ? first : await openDeviceSession(origin, await first.invite(), nextAddress());
        const replicaId = `editor00${String(number).padStart(2, '0')}`;
        const device = makeHttpDevice({ session, origin, replicaId, random: mulberry32(number) });
        editors.push(hornbookEditor(device, course, number));
      }
      return editors;
    },
    stop: running.stop,
  };
};

let addresses = 0;
const nextAddress = (): string => {
  addresses += 1;
  return `10.0.${addresses >> 8}.${addresses & 255}`;
};

const benchDevice = (device: HttpDevice, course: MeasuredCourse): BenchDevice => {
  const { engine, storage } = device;
  const watchers = new Set<() => void>();
  device.onPage = () => {
    for (const watch of [...watchers]) watch();
  };
  const until = (condition: () => boolean) =>
    new Promise<void>((resolve) => {
      const watch = () => {
        if (!condition()) return;
        watchers.delete(watch);
        resolve();
      };
      watchers.add(watch);
      watch();
    });
  // A learner has a profile from the beginning, which is no attempt.
  const held = () => new Map([...storage.content().rows].filter(([, { collection }]) => collection === attempts.name));
  return {
    write: async (rows, firstIndex) => {
      for (const [index, row] of rows.entries())
        await engine.commit((writer) => writer.write(attempts, attemptValues(row, firstIndex + index, course)));
      device.wake();
    },
    connect: device.connect,
    disconnect: device.disconnect,
    uploaded: device.drained,
    holds: (count) => until(() => storage.content().rows.size >= count && held().size >= count),
    hash: () => {
      const rows = held();
      const hash = createHash('sha256');
      // The service's own fields reach the writer with the feed; what is compared is what the writer wrote.
      for (const id of [...rows.keys()].sort())
        hash.update(canonicalRow(attempts, rows.get(id)?.row ?? { stamps: {}, deletedAt: null }, { server: false }));
      return hash.digest('hex');
    },
    arrival: (id) => until(() => storage.content().rows.has(`attempts/${id}`)),
  };
};
