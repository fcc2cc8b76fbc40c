import { randomUUID } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { attempts } from '@hornbook/shared/collections/attempts.ts';
import { formatHlc } from '@hornbook/shared/sync/hlc.ts';
import { rowToWire } from '@hornbook/shared/sync/row.ts';
import { newRow } from '@hornbook/shared/sync/write-row.ts';
import { type DeviceSession, type Invitation, openDeviceSession } from '../testing/device/device-session.ts';
import { makeHttpDevice } from '../testing/device/http-device.ts';
import { startService } from '../testing/device/service-process.ts';
import { startPostgres } from '../testing/postgres-cluster.ts';
import { attemptValues, plainAttempts } from './attempt-rows.ts';
import { answerParent } from './child.ts';
import { prepareDatabase } from './measured-course.ts';
import { mulberry32 } from './random.ts';

type Question =
  /** A new learner, whose first device uploads so many attempts. */
  | { kind: 'learner'; rows: number }
  /** A code by which one more device joins that learner; `accept` says yes to whoever asked with it. */
  | { kind: 'invite' }
  | { kind: 'accept' }
  /** So many attempts as a device of this replica would have stored them. */
  | { kind: 'attempts'; rows: number; replicaId: string }
  | { kind: 'end' };

/** What a browser is measured against: the service on a Postgres that syncs, and a device that is no browser. */
export const runForBrowser = async (): Promise<void> => {
  const postgres = await startPostgres({ durable: true });
  const settings = { DATABASE_URL: postgres.url() };
  const course = await prepareDatabase(settings);
  // Joining devices come from addresses of their own, or all of them together would try too many codes.
  const main = fileURLToPath(new URL('./main.js', import.meta.url));
  const service = await startService([main], { ...settings, LOG_LEVEL: 'info' });
  const plain = plainAttempts(20_000);
  let used = 0;
  const nextValues = (count: number) =>
    plain.slice(used, used + count).map((attempt) => {
      used += 1;
      return attemptValues({ ...attempt, id: randomUUID() }, used, course);
    });
  let session: DeviceSession | undefined;
  let invitation: Invitation | undefined;

  const newLearner = async (count: number) => {
    session = await openDeviceSession(() => `http://127.0.0.1:${service.port}`);
    const origin = () => `http://127.0.0.1:${service.port}`;
    const device = makeHttpDevice({ session, origin, replicaId: 'replica001', random: mulberry32(1) });
    for (const values of nextValues(count)) await device.engine.commit((writer) => writer.write(attempts, values));
    device.connect();
    device.wake();
    await device.drained();
    await device.disconnect();
    return session.learnerId;
  };
  const written = (count: number, replicaId: string) => {
    const at = Date.now();
    return nextValues(count).map((values, index) => {
      const row = newRow(attempts, { ...values, replicaId }, formatHlc(at, index, replicaId));
      return { key: values.id, row: rowToWire(attempts, row), hlc: formatHlc(at, index, replicaId) };
    });
  };
  answerParent(service.port, async (question: Question) => {
    switch (question.kind) {
      case 'learner':
        return newLearner(question.rows);
      case 'invite':
        invitation = await session?.invite();
        return invitation?.code;
      case 'accept':
        return invitation?.accept();
      case 'attempts':
        return written(question.rows, question.replicaId);
      case 'end':
        await service.stop();
        await postgres.stop();
        return null;
    }
  });
};
