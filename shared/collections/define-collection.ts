import type { Field } from './fields.ts';

export type Fields = Readonly<Record<string, Field>>;

/** Tables of content a synced field may point at. Content is retired, never deleted, so the reference always holds. */
export type ContentTable = 'courses' | 'units' | 'lessons' | 'activities';

/** How a value of a form that was released before becomes one of today's. Pure; today's comes back as it is. */
export interface Upcast {
  /** Number of today's form; the first one released was 1. */
  readonly to: number;
  readonly from: (value: unknown) => unknown;
}
export type Upcasts = Readonly<Record<string, Upcast>>;

/** Every synced table has columns of these names already. */
type Taken = 'learnerId' | 'createdAt' | 'updatedAt' | 'stamps' | 'deletedAt';

interface Definition<F extends Fields> {
  readonly fields: F & { readonly [Name in Taken]?: never };
  /** The fields whose values, joined by '/', are the row's key: what the row is about, so that two devices make the same row. */
  readonly key: readonly (keyof F & string)[];
  /** Foreign keys to content; a row naming content this server does not know waits. Never to another synced row. */
  readonly references?: { readonly [Name in keyof F]?: ContentTable };
  /**
   * Fields that name a blob by its SHA-256 (`text(64)`, or null): while a row that is not deleted names it, the learner's
   * bytes are kept, on the service and on the device.
   */
  readonly blobs?: readonly (keyof F & string)[];
  /**
   * Of these, fields that a learner can take back, each with the field that still says the hash: their bytes leave the
   * service at once when no row names them any more, not after the usual time.
   */
  readonly withdrawn?: { readonly [Name in keyof F]?: keyof F & string };
  /** For fields whose form has changed since it was first released. A new field needs none: missing is neutral. */
  readonly upcasts?: { readonly [Name in keyof F]?: Upcast };
  /** Extra Dexie indexes; compound ones are written as Dexie writes them: '[a+b]'. */
  readonly localIndexes: readonly ((keyof F & string) | `[${string}]`)[];
}

export interface Collection<N extends string = string, F extends Fields = Fields> {
  readonly name: N;
  readonly fields: F;
  readonly key: readonly string[];
  readonly references: Readonly<Record<string, ContentTable | undefined>>;
  readonly localIndexes: readonly string[];
  readonly blobs: readonly string[];
  readonly withdrawn: Readonly<Record<string, string | undefined>>;
  readonly upcasts?: Upcasts;
}

/** Declares a synced collection: its fields with their merge rules, its key, its indexes. Everything else follows. */
export const defineCollection = <N extends string, F extends Fields>(
  name: N,
  definition: Definition<F>,
): Collection<N, F> => ({
  name,
  fields: definition.fields,
  key: definition.key,
  references: (definition.references ?? {}) as Readonly<Record<string, ContentTable | undefined>>,
  localIndexes: definition.localIndexes,
  blobs: definition.blobs ?? [],
  withdrawn: (definition.withdrawn ?? {}) as Readonly<Record<string, string | undefined>>,
  ...(definition.upcasts ? { upcasts: definition.upcasts as Upcasts } : {}),
});

/** What every synced row has beside its own fields. A type, not an interface, so that rows are also plain records. */
export type SyncFields = {
  /** Stamps by field name for `latest` fields and `deletedAt`; under 'once', the stamp of the row's birth. */
  stamps: Record<string, string>;
  /** Instant of deletion, or null; merged by `latest`. A row that has one is a tombstone; its content stays. */
  deletedAt: number | null;
};

type ValueOf<F> = F extends Field<infer T> ? T : never;
/** A row of a collection as screens, commands, wire and server see it. */
export type Row<C extends Collection> = {
  -readonly [Name in keyof C['fields']]: ValueOf<C['fields'][Name]>;
} & SyncFields;
/** A row of no collection in particular. */
export type AnyRow = Record<string, unknown> & SyncFields;
