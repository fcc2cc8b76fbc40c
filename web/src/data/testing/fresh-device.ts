import { Dexie } from 'dexie';
import { resetArrivals } from '../arrivals/arrivals-database.ts';
import { setClock } from '../clock.ts';
import { type Connections, connect, disconnect } from '../connections.ts';
import { resetDevice } from '../device-identity.ts';
import { storeParts } from '../downloads/store-parts.ts';
import { wantedFiles } from '../downloads/wanted-files.ts';
import { resetHandOver } from '../hand-over/hand-over-database.ts';
import type { PublishedSample } from './sample-course.ts';

/** A browser nobody has used before, with a clock that tests set. */
export const freshDevice = async (): Promise<Connections> => {
  await disconnect();
  resetDevice();
  resetHandOver();
  resetArrivals();
  for (const name of await Dexie.getDatabaseNames()) await Dexie.delete(name);
  setClock(() => Date.now());
  return connect();
};

/** The same browser after a reload: nothing survives but what was stored. */
export const reload = async (): Promise<Connections> => {
  await disconnect();
  resetDevice();
  resetHandOver();
  resetArrivals();
  return connect();
};

/** Puts a course on the device as a finished download would. */
export const install = async ({ catalogue }: Connections, { entry, manifest, files }: PublishedSample) => {
  await catalogue.catalogue.put({
    id: 'catalogue',
    etag: null,
    catalogue: { format: 1, courses: [entry] },
    fetchedAt: Date.now(),
  });
  await catalogue.manifests.put({ version: entry.version, courseId: entry.courseId, manifest });
  for (const { sha256, kind, unitSkillIds } of wantedFiles(manifest, { scope: 'course', withAssets: false })) {
    const bytes = files.get(sha256);
    if (kind === 'part' && bytes) await storeParts(catalogue, [{ sha256, bytes, unitSkillIds }]);
  }
};

/** What a reply of the server does to the clock: rows are written by this device's own and so much more. */
export const setOffset = ({ storage }: Connections, offsetMs: number): Promise<void> =>
  storage.write(async (tx) => tx.putState({ ...(await tx.state()), offsetMs }));
