import { Dexie, type Table } from 'dexie';

/** What another app sent here: a file, the address of a page, or words. */
export type ArrivalContent =
  | { kind: 'file'; fileName: string; bytes: Blob }
  | { kind: 'url'; url: string; title: string }
  | { kind: 'text'; title: string; text: string };

/** Something that came from another app and is in no subject yet. */
export interface Arrival {
  /** The material it becomes has the same id, so that being cut off in between makes no second one. */
  id: string;
  at: number;
  content: ArrivalContent;
}

/**
 * What was sent to this device by other apps. It belongs to the device until a learner puts it into a subject: when it
 * comes, nobody may be learning, and the app itself may be closed, or between two versions.
 */
class ArrivalsDatabase extends Dexie {
  readonly arrivals!: Table<Arrival, string>;

  constructor() {
    super('hornbook-arrivals', { chromeTransactionDurability: 'strict' });
    this.version(1).stores({ arrivals: 'id,at' });
  }
}

let database: ArrivalsDatabase | undefined;

export const arrivalsDatabase = (): ArrivalsDatabase => {
  database ??= new ArrivalsDatabase();
  return database;
};

/** Forgets the open connection, so that the next use opens a new one. */
export const resetArrivals = (): void => {
  database?.close();
  database = undefined;
};
