import type { Catalogue, CourseManifest } from '@hornbook/shared/content/pack.ts';
import type { ActivityFacts } from '@hornbook/shared/learning/question-facts.ts';
import { Dexie, type Table } from 'dexie';
import type { MediaForm } from './manifest-index.ts';

export const CATALOGUE_SCHEMA_VERSION = 3;

export interface StoredCatalogue {
  id: 'catalogue';
  etag: string | null;
  catalogue: Catalogue;
  fetchedAt: number;
}

export interface StoredManifest {
  /** SHA-256 of the manifest's bytes: the course version. */
  version: string;
  courseId: string;
  manifest: CourseManifest;
}

/** A lesson or unit part, as the verified text it came in. */
export interface StoredPart {
  sha256: string;
  sizeBytes: number;
  text: string;
}

/** An asset that lies verified in Cache Storage under /packs/<sha256>. */
export interface StoredAsset {
  sha256: string;
  sizeBytes: number;
}

/** A file on its way: what has come of it lies in pieces. */
export interface StoredPartial {
  sha256: string;
  /** From its beginning, without a gap. */
  receivedBytes: number;
}

export interface StoredPiece {
  sha256: string;
  offset: number;
  bytes: Uint8Array<ArrayBuffer>;
}

/** How this device downloads, whoever learns on it. The service worker reads it, too. */
export interface DownloadSettings {
  id: 'downloads';
  /** Recordings over any network, or over one that costs nothing. */
  over: 'any' | 'unmetered';
  lowData: 'system' | 'on' | 'off';
}

/** What courses and files have cost of a data plan on one local day, both ways, whoever learns here. */
export interface DayTraffic {
  day: string;
  bytes: number;
}

/** What was asked for. A part stays as long as one reason that is not `removed` covers it. */
export interface DownloadReason {
  /** `<courseId>/<scope>` */
  id: string;
  courseId: string;
  /** 'course' (all of it), 'start' (the first unit's text, on the first visit), or the id of a unit or lesson. */
  scope: string;
  /** Why: the learner asked, or the app did it by itself. */
  origin: 'asked' | 'enrolled' | 'first-visit';
  status: 'wanted' | 'paused' | 'done' | 'failed' | 'removed';
  /** Text only, or pictures too. */
  withAssets: boolean;
  /** Sound and videos too: never by themselves. */
  withMedia?: boolean;
  /** In which form, as the page that asked could tell. */
  form?: MediaForm;
  /** Lessons it does not cover although they are within its scope: they were removed one by one. */
  without?: string[];
  /** Lessons whose recordings it does not cover. */
  withoutMedia?: string[];
  /** The learner said: now, whatever the network costs. */
  evenMetered?: boolean;
  /** The last course version that was here wholly, or null before the first. */
  version: string | null;
  failure: 'unreachable' | 'no-room' | 'damaged' | 'metered' | null;
  at: number;
}

/** The version an attempt began with here. Until it is completed its part is kept, whatever the downloads say. */
export interface AttemptPin {
  attemptId: string;
  courseId: string;
  version: string;
  part: string;
  /** False once completed: which version it was is still needed to grade what was left out. */
  holding: boolean;
  /** By this device's own clock, for those against time: what the clock was corrected by then keeps counting. */
  startedAtOwn?: number;
}

/** What grading and skill states must know of a question, kept even when its part was removed. */
export interface QuestionFacts {
  /** `<part sha256>/<activity id>` */
  id: string;
  activityId: string;
  facts: ActivityFacts;
}

export const catalogueStores = {
  catalogue: 'id',
  manifests: 'version,courseId',
  parts: 'sha256',
  assets: 'sha256',
  partials: 'sha256',
  pieces: '[sha256+offset]',
  settings: 'id',
  traffic: 'day',
  reasons: 'id,courseId,status',
  pins: 'attemptId',
  questionFacts: 'id,activityId',
};

/** Published content on this device, the same for every learner. All of it can be fetched again. */
export class CatalogueDatabase extends Dexie {
  readonly catalogue!: Table<StoredCatalogue, string>;
  readonly manifests!: Table<StoredManifest, string>;
  readonly parts!: Table<StoredPart, string>;
  readonly assets!: Table<StoredAsset, string>;
  readonly partials!: Table<StoredPartial, string>;
  readonly pieces!: Table<StoredPiece, [string, number]>;
  readonly settings!: Table<DownloadSettings, string>;
  readonly traffic!: Table<DayTraffic, string>;
  readonly reasons!: Table<DownloadReason, string>;
  readonly pins!: Table<AttemptPin, string>;
  readonly questionFacts!: Table<QuestionFacts, string>;

  constructor() {
    super('hornbook-catalogue');
    this.version(CATALOGUE_SCHEMA_VERSION).stores(catalogueStores);
  }
}
