import type { PlainAttempt } from './attempt-rows.ts';
import type { Editor } from './edits.ts';

/** A device under measurement. It begins without a connection. */
export interface BenchDevice {
  /** Stores rows on the device. */
  write(rows: readonly PlainAttempt[], firstIndex: number): Promise<void>;
  connect(): void;
  disconnect(): Promise<void>;
  /** Resolves when the server has acknowledged everything as stored. */
  uploaded(): Promise<void>;
  /** Resolves when the device holds so many rows. */
  holds(count: number): Promise<void>;
  /** SHA-256 of all rows in their canonical form. */
  hash(): string;
  /** Resolves when a row with this id comes from elsewhere. */
  arrival(id: string): Promise<void>;
}

/** Devices of one learner, the first of whom writes. */
export interface BenchLearner {
  device(role: 'writer' | 'reader'): Promise<BenchDevice>;
}

/** Something that carries attempts between devices: what is measured, or the floor beside it. */
export interface Contestant {
  readonly name: string;
  /** Port of the server; devices go through a link in front of it. */
  readonly port: number;
  /** The server's process; none where it is not counted what that uses. */
  readonly pid?: number;
  /** Devices of one and the same new learner, reaching the server at `port`. */
  newLearner(port: number, options?: { chunked?: boolean }): Promise<BenchLearner>;
  /** Devices that edit the same rows, of one new learner. */
  newEditors(port: number, count: number): Promise<Editor[]>;
  stop(): Promise<void>;
}
