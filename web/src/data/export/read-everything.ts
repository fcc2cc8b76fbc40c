import { collections } from '@hornbook/shared/collections/index.ts';
import { Dexie } from 'dexie';
import { currentIdentity, type DeviceIdentity } from '../device-identity.ts';

export interface EverythingRead {
  /** Null where not even that can be read any more. */
  device: DeviceIdentity | null;
  learnerId: string | null;
  /** By store, as they lie there. */
  stores: Record<string, Record<string, unknown>[]>;
  /** What could not be read, and how much of it is known to be missing; null where nobody can tell. */
  unreadable: { store: string; missing: number | null; reason: string }[];
}

/** Beside the rows themselves: what waits, what was refused, and what was worked out. */
const BESIDE = ['outbox', 'quarantine', 'skillStates', 'cards'];
const LEARNER = /^hornbook-([0-9a-f]{8}-[0-9a-f-]{27})$/;

const reasonOf = (error: unknown): string => (error instanceof Error ? error.name : String(error));

/**
 * Everything this device holds of the learner, or as much of it as can still be read. It needs neither the sync engine
 * nor the connections the screens use: the database is opened as it is found, whichever version of the app wrote it.
 */
export const readEverything = async (): Promise<EverythingRead> => {
  const device = (await currentIdentity().catch(() => undefined)) ?? null;
  const everything: EverythingRead = { device, learnerId: null, stores: {}, unreadable: [] };
  everything.learnerId = device?.learnerId ?? (await onlyLearnerHere());
  if (everything.learnerId === null) {
    everything.unreadable.push({ store: 'all', missing: null, reason: 'NobodyKnown' });
    return everything;
  }
  const found = new Dexie(`hornbook-${everything.learnerId}`);
  try {
    await found.open();
  } catch (error) {
    everything.unreadable.push({ store: 'all', missing: null, reason: reasonOf(error) });
    return everything;
  }
  try {
    const names = new Set(found.tables.map(({ name }) => name));
    for (const name of [...Object.keys(collections), ...BESIDE]) {
      if (!names.has(name)) continue;
      const { records, problem } = await readStore(found, name);
      everything.stores[name] = records;
      if (problem) everything.unreadable.push({ store: name, ...problem });
    }
  } finally {
    found.close();
  }
  return everything;
};

/** Where the record of who is here is gone: the one database there is. Of several, none is anybody's to take. */
const onlyLearnerHere = async (): Promise<string | null> => {
  const names = await Dexie.getDatabaseNames().catch(() => []);
  const learners = names.flatMap((name) => LEARNER.exec(name)?.[1] ?? []);
  return learners.length === 1 ? (learners[0] ?? null) : null;
};

type Records = Record<string, unknown>[];

/** All at once; where that fails, one by one, leaving out what is damaged. */
const readStore = async (
  database: Dexie,
  name: string,
): Promise<{ records: Records; problem?: { missing: number | null; reason: string } }> => {
  const table = database.table(name);
  try {
    return { records: (await table.toArray()) as Records };
  } catch (error) {
    const records: Records = [];
    let missing = 0;
    try {
      for (const key of await table.toCollection().primaryKeys()) {
        try {
          const record = await table.get(key);
          if (record) records.push(record as Records[number]);
          else missing += 1;
        } catch {
          missing += 1;
        }
      }
    } catch {
      return { records, problem: { missing: null, reason: reasonOf(error) } };
    }
    return { records, problem: { missing, reason: reasonOf(error) } };
  }
};
