import { cpSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort, Service } from './service.ts';

/** A data directory with everything migrated and published, made once: publishing for every service costs each seconds. */
export default async function prepareData(): Promise<() => void> {
  const service = new Service(await freePort());
  await service.start();
  await service.stop();
  const prepared = join(tmpdir(), `hornbook-e2e-prepared-${process.pid}`);
  cpSync(service.dataDir, prepared, { recursive: true });
  await service.dispose();
  process.env.HORNBOOK_E2E_DATA = prepared;
  return () => rmSync(prepared, { recursive: true, force: true });
}
