import type { CourseReception } from '@hornbook/shared/authoring/course-reception.ts';
import type { AnyRow, Row } from '@hornbook/shared/collections/define-collection.ts';
import { type CollectionName, type Collections, collections } from '@hornbook/shared/collections/index.ts';
import type { Response } from '@hornbook/shared/grading/response.ts';
import type { Card, Review } from '@hornbook/shared/learning/card.ts';
import type { AttemptTally, DayScore } from '@hornbook/shared/learning/day-scores.ts';
import type { AttemptOutcomes } from '@hornbook/shared/learning/outcomes.ts';
import type { Pace } from '@hornbook/shared/learning/pace.ts';
import type { SkillState, SkillTrail } from '@hornbook/shared/learning/skill-state.ts';
import type { OutboxEntry, QuarantineEntry, Receipt, SyncState } from '@hornbook/shared/sync/ports.ts';
import type { TypedText } from '@hornbook/shared/text/typed-text.ts';
import { Dexie, type Table } from 'dexie';

/** Raise it by hand with every change of the stores below; a test compares them with a snapshot. */
export const SCHEMA_VERSION = 17;

/** What the device keeps with a row. The names begin with '_' so that no field of a collection can ever meet them. */
export interface RowMarks {
  _key: string;
  /** [M2] The server's version of the row and the epoch it belongs to. */
  _version: number;
  _epoch: string | null;
  /** [F3] The last pass that saw the row. */
  _pass: number;
}

/** Rows lie flat, fields beside marks, so that fields can be indexed. */
export type RowRecord<R = AnyRow> = R & RowMarks;
/** An outbox entry with what makes its place in the sending order indexable. */
export type OutboxRecord = OutboxEntry & { _behind: 0 | 1; _rank: 0 | 1 };
export type SyncStateRecord = SyncState & { id: 'state' };

/** An attempt that changed after it was last folded. Written together with the change, so that no fold is ever forgotten. */
export interface StaleAttempt {
  attemptId: string;
}

/**
 * Attempts that came, or were found outdated, many at once, noted together: a mark each takes as long to store and to
 * take away again as the attempts themselves.
 */
export interface StaleMany {
  id?: number;
  attemptIds: string[];
}

/** What an attempt said about skills when it was last folded. */
export interface FoldedAttempt extends AttemptOutcomes {
  attemptId: string;
  /** Of all outcomes and touches; indexed, so that a skill finds its own. */
  skillIds: string[];
  /** Of all reviews; indexed, so that a card finds its own. */
  questionIds: string[];
  /** 1 while nothing is known of some of its questions here. */
  lacks: 0 | 1;
  /** An activity's id, or the mode of a free attempt. */
  activityId: string;
  /** Null unless completed. */
  completedAt: number | null;
  percent: number | null;
  answered: number;
  /** What it adds to its day; null unless completed. */
  tally: AttemptTally | null;
}

export interface FoldedSkill extends SkillState {
  /** Practised in an attempt that was not completed; in how many. */
  touched: boolean;
  touches: number;
  /** What later outcomes are added by. */
  trail: SkillTrail;
}

/** A question whose card is behind its reviews: those to add, or null when it must be folded anew. */
export interface StaleCard {
  questionId: string;
  added: Review[] | null;
}

/** How long the learner takes for a kind of question, and from when on that is slow. */
export interface KindPace {
  kind: string;
  pace: Pace;
  slowAfterMs: number | null;
}

/** Where an attempt was left on this device, and what was typed but not answered. Never sent. */
export interface StoredDraft {
  attemptId: string;
  /** The question on screen, or null on the page before the end. */
  questionId: string | null;
  /** By question id; null where a field was emptied. */
  responses: Readonly<Record<string, Response | null>>;
}

/** The service says it with the first part. An empty file is never kept, so no file has this size. */
export const SIZE_UNKNOWN = 0;

/** A file as this device knows it; its bytes lie in Cache Storage, see blobs/blob-cache.ts. */
export interface StoredBlob {
  sha256: string;
  /** Or `SIZE_UNKNOWN`. */
  sizeBytes: number;
  /** By its bytes. */
  mediaType: string;
  /** What the learner calls it, for where it is named while it waits. */
  name: string;
  /** 1 while this device has all of it. */
  isHere: 0 | 1;
  /** `done`: the service has it; `refused`: see `refusal`; `none`: nobody asked for that. */
  upload: 'none' | 'waiting' | 'refused' | 'done';
  /** Bytes the service has of it. */
  sentBytes: number;
  /** `lost`: the browser has cleared it before it was sent. */
  refusal: 'no-room' | 'too-large' | 'damaged' | 'lost' | null;
  /** The service's history in which it was sent: in another one it may be missing. */
  sentEpoch: string | null;
  /** `failed`: see `failure`. */
  download: 'none' | 'wanted' | 'failed';
  receivedBytes: number;
  /** Where the parts begin that have come. */
  parts: number[];
  /** `missing`: the service does not have it, or not yet. */
  failure: 'no-room' | 'damaged' | 'missing' | null;
  /** When it came to be known here, ms. */
  at: number;
}

/** How a note read once, as far as this device has seen it. Never sent. */
export interface NoteVersion {
  id?: number;
  materialId: string;
  at: number;
  text: string;
}

/** All that was typed in a note that is too long to be kept whole: nothing of it is lost until it is split. Never sent. */
export interface StoredAside {
  materialId: string;
  text: TypedText;
}

/** All completed attempts of an activity in brief, so that a course can be shown without reading them. */
export interface ActivityScore {
  activityId: string;
  attempts: number;
  /** Questions answered in them. */
  answered: number;
  bestPercent: number | null;
  latestPercent: number | null;
  /** The local day on which a result was first better than those of earlier days. */
  betteredDay: string | null;
  /** When the one of the latest percentage was completed. */
  latestAt: number | null;
  /** The best percentage of each local day, by which a later attempt is added. */
  bestByDay: Record<string, number>;
}

/** The index of what can be searched, as it is kept: whose passages it has, each source in which form. */
export interface StoredSearchIndex {
  id: 'index';
  tokenizerVersion: number;
  sources: Record<string, { stamp: string; ids: string[] }>;
  data: object;
}

/** Of an author: what the service last counted of a course. */
export interface StoredReception extends CourseReception {
  courseId: string;
}

/** Which version of a fold the derived stores hold; another one is made anew. */
export interface FoldVersion {
  fold: string;
  version: number;
}

/** A month that is over, added up: `days` is JSON of `DayTotals[]`. */
export interface MonthTotals {
  month: string;
  days: string;
}

/** Stores that are no collection's; a collection takes none of their names. */
export const ownStores = {
  outbox: '[collection+key],[_behind+_rank+rev]',
  quarantine: 'id',
  syncState: 'id',
  receipts: '++id',
  // Derived from the rows above and never sent; all of it may be deleted at any time.
  staleAttempts: 'attemptId',
  staleTogether: '++id',
  foldedAttempts: 'attemptId,activityId,*skillIds,*questionIds,lacks,tally.localDay',
  staleSkills: 'skillId',
  staleActivities: 'activityId',
  staleDays: 'localDay',
  staleCards: 'questionId',
  stalePast: 'questionId',
  skillStates: 'skillId',
  dayScores: 'localDay',
  staleMonths: 'month',
  monthTotals: 'month',
  cards: 'questionId,kind,dueDay,keptDay',
  paces: 'kind',
  activityScores: 'activityId',
  foldVersions: 'fold',
  drafts: 'attemptId',
  blobs: 'sha256,upload,download',
  noteVersions: '++id,[materialId+at],at',
  asides: 'materialId',
  searchIndex: 'id',
  receptions: 'courseId',
} as const;

export const learnerStores = (): Record<string, string> => ({
  ...Object.fromEntries(
    Object.values(collections).map(({ name, localIndexes }) => [name, ['_key', '_pass', ...localIndexes].join(',')]),
  ),
  ...ownStores,
});

type RowTables = { [N in CollectionName]: Table<RowRecord<Row<Collections[N]>>, string> };

/** Everything one learner owns on this device. Learners who share a device never share a database. */
export class LearnerDatabase extends Dexie {
  readonly outbox!: Table<OutboxRecord, [string, string]>;
  readonly quarantine!: Table<QuarantineEntry, string>;
  readonly receipts!: Table<Receipt, number>;
  readonly syncState!: Table<SyncStateRecord, string>;
  readonly staleAttempts!: Table<StaleAttempt, string>;
  readonly staleTogether!: Table<StaleMany, number>;
  readonly foldedAttempts!: Table<FoldedAttempt, string>;
  readonly staleSkills!: Table<{ skillId: string }, string>;
  readonly staleActivities!: Table<{ activityId: string }, string>;
  readonly activityScores!: Table<ActivityScore, string>;
  readonly skillStates!: Table<FoldedSkill, string>;
  readonly staleDays!: Table<{ localDay: string }, string>;
  readonly dayScores!: Table<DayScore, string>;
  readonly staleMonths!: Table<{ month: string }, string>;
  readonly monthTotals!: Table<MonthTotals, string>;
  readonly staleCards!: Table<StaleCard, string>;
  readonly stalePast!: Table<{ questionId: string }, string>;
  readonly cards!: Table<Card, string>;
  readonly paces!: Table<KindPace, string>;
  readonly foldVersions!: Table<FoldVersion, string>;
  readonly drafts!: Table<StoredDraft, string>;
  readonly blobs!: Table<StoredBlob, string>;
  readonly noteVersions!: Table<NoteVersion, number>;
  readonly asides!: Table<StoredAside, string>;
  readonly searchIndex!: Table<StoredSearchIndex, string>;
  readonly receptions!: Table<StoredReception, string>;

  readonly learnerId: string;

  constructor(learnerId: string) {
    // Strict: a resolved write is on the disk, not merely on its way. [W1]
    super(`hornbook-${learnerId}`, { chromeTransactionDurability: 'strict', cache: 'immutable' });
    this.learnerId = learnerId;
    this.version(SCHEMA_VERSION).stores(learnerStores());
  }

  rows<N extends CollectionName>(collection: N): RowTables[N] {
    return this.table(collection) as unknown as RowTables[N];
  }
}

/** The row without the device's marks. */
export const withoutMarks = <R>(record: RowRecord<R>): R => {
  const { _key, _version, _epoch, _pass, ...row } = record;
  return row as R;
};
