import fc from 'fast-check';
import type { AnyRow, Collection } from '../collections/define-collection.ts';
import type { Field } from '../collections/fields.ts';
import { formatHlc } from '../sync/hlc.ts';
import { BIRTH, type PlannedField, planOf } from '../sync/row.ts';
import { typedArbitrary } from './typed-arbitrary.ts';

/** Replica ids of tests: well-formed, and readable as A, B and C. */
export const REPLICAS = ['replicaa00', 'replicab00', 'replicac00'] as const;
/** A point in time all generated stamps lie a little after. */
export const EPOCH_MS = 1_700_000_000_000;

// Few milliseconds and counters, so that equal stamps, the hard case of merging, come up all the time.
export const hlcArbitrary: fc.Arbitrary<string> = fc
  .tuple(fc.nat(4), fc.nat(2), fc.constantFrom(...REPLICAS))
  .map(([ms, counter, replica]) => formatHlc(EPOCH_MS + ms, counter, replica));

const uuids = [1, 2, 3].map((n) => `0190a000-0000-7000-8000-00000000000${n}`);
const text = fc.constantFrom('', 'a', 'b', 'B', 'é', '日', '😀');
const courseVersions = ['a'.repeat(64), 'b'.repeat(64)];

/** Samples of JSON values; a schema picks those it takes. */
const jsonSamples: unknown[] = [
  { tests: [{ id: 'a', name: 'one', status: 'passed' }], durationMs: 1 },
  { agrees: true, run: { tests: [{ id: 'a', name: 'one', status: 'failed', got: 'x' }], durationMs: 2 } },
  { state: 'partial', text: 'a', model: 'm', at: EPOCH_MS },
  { state: 'complete', text: 'b', model: 'm', at: EPOCH_MS + 1 },
  { state: 'answered', reason: null, until: null },
  { state: 'later', reason: 'own-budget', until: EPOCH_MS },
  [{ sourceKind: 'lesson', sourceId: 'a', courseId: null, place: 0, title: 'a', excerpt: 'b' }],
  { version: 1, questions: { q1: { earned: 1, possible: 2, correct: false } } },
  [],
  ['a'],
  ['b', 'a'],
  {},
  { a: 1 },
  { b: { c: null } },
  'text',
  1,
  true,
  {
    band: 'close',
    zThousandths: -900,
    method: 'mfcc-dtw',
    methodVersion: 1,
    heardId: null,
    durationMs: 800,
  },
];
const responses: unknown[] = [
  null,
  { kind: 'true_false', value: true },
  { kind: 'multiple_response', optionIds: ['a', 'b'] },
  { kind: 'numeric', text: '1,5' },
  { kind: 'matching', pairs: [{ optionId: 'a', choiceId: 'x' }] },
];
const entrySamples: unknown[] = responses.flatMap((response, index) => [
  {
    courseVersion: courseVersions[index % 2],
    response,
    hintsUsed: index,
    durationMs: 10 * index,
    answeredAt: response ? EPOCH_MS + index : null,
    localDay: response ? '2026-01-02' : null,
  },
  { value: index },
  { text: 'a' },
]);

/** Values a field may hold, derived from its definition: every collection in the list gets them without more ado. */
export const valueArbitrary = ({ type, rule }: Field): fc.Arbitrary<unknown> => {
  const some = someValue({ type, rule });
  return type.nullable ? fc.option(some, { nil: null, freq: 3 }) : some;
};

const someValue = ({ type, rule }: Field): fc.Arbitrary<unknown> => {
  if (rule === 'text') return typedArbitrary;
  if (rule === 'perDevice') return fc.dictionary(fc.constantFrom(...REPLICAS), fc.nat(5), { noNullPrototype: true });
  if (rule === 'union') return fc.uniqueArray(fc.constantFrom('a', 'b', 'c', 'é')).map((items) => items.sort());
  if (rule === 'latestByKey') {
    const entry = fc
      .tuple(sampleOf(type.schema, entrySamples), hlcArbitrary)
      .map(([sample, hlc]) => ({ ...(sample as object), hlc }));
    return fc.dictionary(fc.constantFrom('q1', 'q2', 'q3'), entry, { noNullPrototype: true });
  }
  if (type.values) return fc.constantFrom(...type.values);
  switch (type.column) {
    case 'uuid':
      return fc.constantFrom(...uuids);
    case 'text':
      return text.map((value) => value.slice(0, type.maxLength));
    case 'boolean':
      return fc.boolean();
    case 'integer':
      return fc.integer({ min: -3, max: 3 });
    case 'bigint':
      return fc.nat(4).map((ms) => EPOCH_MS + ms);
    case 'jsonb':
      return sampleOf(type.schema, jsonSamples);
  }
};

const sampleOf = (schema: Field['type']['schema'], samples: unknown[]): fc.Arbitrary<unknown> => {
  const fitting = schema ? samples.filter((sample) => schema.safeParse(sample).success) : samples;
  if (fitting.length === 0)
    throw new Error('No sample fits this JSON schema: add one to shared/testing/arbitraries.ts');
  return fc.constantFrom(...fitting);
};

/** Rows of a collection that the validator accepts, all with one key, as two devices might have come to hold them. */
export const rowArbitrary = (collection: Collection): fc.Arbitrary<AnyRow> => {
  const { fields } = planOf(collection);
  const parts = fields.map((planned) => fieldArbitrary(collection, planned));
  return fc
    .tuple(hlcArbitrary, deletionArbitrary, fc.tuple(...parts))
    .map(([birth, [deletedAt, deletedAtStamp], values]) => {
      const row: AnyRow = { stamps: { [BIRTH]: birth }, deletedAt };
      if (deletedAtStamp) row.stamps.deletedAt = deletedAtStamp;
      fields.forEach(({ name }, index) => {
        const [value, stamp] = values[index] as [unknown, string | null];
        row[name] = value;
        if (stamp) row.stamps[name] = stamp;
      });
      return row;
    });
};

const deletionArbitrary = fc.oneof(
  fc.constant([null, null] as const),
  fc.tuple(fc.option(fc.constant(EPOCH_MS)), hlcArbitrary),
) as fc.Arbitrary<readonly [number | null, string | null]>;

const fieldArbitrary = (collection: Collection, planned: PlannedField): fc.Arbitrary<[unknown, string | null]> => {
  const { name, field, neutral, required } = planned;
  if (collection.key.includes(name)) {
    const { column, values, maxLength } = field.type;
    const key = column === 'uuid' ? (uuids[0] as string) : (values?.[0] ?? 'me'.slice(0, maxLength));
    return fc.constant([key, null]);
  }
  const value = valueArbitrary(field);
  if (field.rule !== 'latest') return value.map((one) => [one, null]);
  const stamped = fc.tuple(value, hlcArbitrary) as fc.Arbitrary<[unknown, string | null]>;
  return required
    ? stamped
    : fc.oneof(
        { weight: 3, arbitrary: stamped },
        { weight: 1, arbitrary: fc.constant([neutral, null] as [unknown, null]) },
      );
};
