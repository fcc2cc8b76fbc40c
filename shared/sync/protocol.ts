import type { AnyRow } from '../collections/define-collection.ts';
import type { PackedRows } from './packed-rows.ts';

/** Version of the push protocol; also the value of the header that marks an answer as ours. */
export const PROTOCOL = 1;
/** A reply without it is not from the service (a captive portal answers 200 with HTML): it counts as "no network". */
export const PROTOCOL_HEADER = 'x-hornbook-protocol';
/**
 * Whom a request is about: the first sixteen hex digits of the hash of the learner's id. A browser that several learners
 * share has one cookie, which may have become another's; an answer is given only where both agree.
 */
export const LEARNER_HEADER = 'x-hornbook-learner';
/** In place of a session, for a push alone: what a device was given to bring the waiting rows of one learner. */
export const DELIVERY_HEADER = 'x-hornbook-delivery';
/** [C2] How far a changing stamp may run ahead of the highest server time the device has heard, in milliseconds. */
export const LEAD_MS = 60_000;
export const MAX_BATCH_ROWS = 250;
/** While a link and the service are quick, a batch may grow to this; it is as much as the service takes. */
export const MAX_QUICK_BATCH_ROWS = 500;
export const MAX_BATCH_GZIP_BYTES = 64 * 1024;
/** What a row may take, see isTooLarge: it always finds room in a batch. Larger things are files, not rows. */
export const MAX_ROW_GZIP_BYTES = 48 * 1024;
/** What the server refuses outright. */
export const REFUSE_ROWS = 500;
export const REFUSE_INFLATED_BYTES = 1024 * 1024;

export interface PushedRow {
  collection: string;
  /** Values of the key fields joined by '/'. */
  key: string;
  /** Revision of the outbox entry; comes back in the verdict. */
  rev: number;
  /** The whole row with its stamps, without server fields. */
  row: AnyRow;
}

export interface PushRequest {
  protocol: typeof PROTOCOL;
  learnerId: string;
  replicaId: string;
  /** The server's history this device knows, or null before first contact. */
  epoch: string | null;
  /** [C2] Highest server time ever heard, in milliseconds; 0 before first contact. */
  heard: number;
  /** [P7] Whether more will follow at once. Apps that are older do not say. */
  more?: boolean;
  rows: PushedRow[];
}

/** A push as it travels: the same with its rows packed. The service also reads one whose rows are not. */
export type PackedPush = Omit<PushRequest, 'rows'> & { packed: PackedRows[] };

/** [P2] What the server says of one pushed row. */
export type Verdict = { collection: string; key: string; rev: number } & (
  | { verdict: 'accepted' }
  | {
      verdict: 'rejected';
      code: string;
      message: string;
      /** Names of the fields refused; all of them when a required one is bad. */
      fields: string[];
      /** The stored row with server fields, or null when there is none. */
      row: AnyRow | null;
      /** The stored row's version; 0 when there is none. */
      version: number;
    }
  | { verdict: 'wait'; code: string; message: string }
);

/** Either verdicts, or for the whole push `retry` with nothing applied. `time` is the server's, in milliseconds. */
export type PushReply = { protocol: typeof PROTOCOL; epoch: string; time: number } & (
  | { verdicts: Verdict[] }
  | { retry: 'epoch' | 'time' }
);

/** The reply to a packed push: `accepted` has the revisions of the accepted rows, each by its difference from the last. */
export type PackedReply = PushReply & { accepted?: number[] };

/** One row of the feed: the latest state of one synced row, server fields included. */
export interface FeedRow {
  collection: string;
  key: string;
  version: number;
  row: AnyRow;
}

/** [F1] A page of the feed, from one snapshot. `offset` is the next offset to ask with, in the feed's own words. */
export interface FeedPage {
  epoch: string;
  handle: string;
  offset: string;
  rows: FeedRow[];
  upToDate: boolean;
}
