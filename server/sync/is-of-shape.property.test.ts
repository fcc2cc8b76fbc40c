import type { Field } from '@hornbook/shared/collections/fields.ts';
import { collections } from '@hornbook/shared/collections/index.ts';
import { responseSchema } from '@hornbook/shared/grading/response.ts';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isOfShape } from './is-of-shape.ts';

const schemas = Object.values(collections).flatMap(({ name, fields }) =>
  Object.entries(fields as Record<string, Field>).flatMap(([field, { type }]) =>
    type.schema ? [{ name: `${name}.${field}`, schema: type.schema }] : [],
  ),
);

const text = fc.oneof(
  fc.string({ maxLength: 45 }),
  fc.constantFrom('2026-11-30', 'a'.repeat(64), 'a'.repeat(65), 'x'.repeat(501), ''),
);
const scalar = fc.oneof(
  text,
  fc.integer({ min: -2, max: 3_000 }),
  fc.constantFrom<unknown>(null, undefined, true, false, 1.5, Number.NaN, 2 ** 53, -1),
);
const kinds = ['multiple_choice', 'true_false', 'multiple_response', 'numeric', 'short_text', 'ordering', 'matching'];
const response = fc.record(
  {
    kind: fc.constantFrom(...kinds, 'cloze', 'code', 'speak', 'none'),
    optionId: scalar,
    value: scalar,
    text: scalar,
    optionIds: fc.oneof(fc.array(text, { maxLength: 22 }), scalar),
    pairs: fc.oneof(fc.array(fc.record({ optionId: text, choiceId: scalar }), { maxLength: 3 }), scalar),
    gaps: fc.oneof(fc.array(fc.record({ id: scalar, text }), { maxLength: 3 }), scalar),
    source: text,
    run: scalar,
    take: scalar,
    written: scalar,
  },
  { requiredKeys: ['kind'] },
);
const answer = fc.record(
  {
    courseVersion: fc.oneof(fc.constant('a'.repeat(64)), text),
    response: fc.oneof(response, fc.constant(null), scalar),
    hintsUsed: fc.oneof(fc.constant(0), scalar),
    durationMs: fc.oneof(fc.constant(5), scalar),
    answeredAt: fc.oneof(fc.constant(null), scalar),
    localDay: fc.oneof(fc.constant('2026-11-30'), scalar),
    revealed: scalar,
    other: scalar,
  },
  { requiredKeys: ['courseVersion', 'response', 'hintsUsed', 'durationMs', 'answeredAt'] },
);
const anything = fc.oneof(answer, response, fc.array(text, { maxLength: 3 }), scalar, fc.jsonValue());

const same = (schema: Parameters<typeof isOfShape>[0], value: unknown): void => {
  expect(isOfShape(schema, value)).toBe(schema.safeParse(value).success);
};

test('[S3] says of any value what the schema says, whatever the field', () => {
  expect(schemas.length).toBeGreaterThan(3);
  fc.assert(
    fc.property(fc.constantFrom(...schemas), anything, ({ schema }, value) => same(schema, value)),
    { numRuns: 3_000, seed: 1 },
  );
});

test('[S3] says of answers what the schema says, and both yes and no', () => {
  const { schema } = schemas.find(({ name }) => name === 'attempts.answers') ?? {};
  if (!schema) throw new Error('Answers have no schema any more.');
  const said = new Set<boolean>();
  fc.assert(
    fc.property(answer, (value) => {
      same(schema, value);
      said.add(isOfShape(schema, value));
    }),
    { numRuns: 3_000, seed: 2 },
  );
  expect(said).toEqual(new Set([true, false]));
  fc.assert(
    fc.property(response, (value) => same(responseSchema, value)),
    { numRuns: 3_000, seed: 3 },
  );
});
