import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Attempt, attempts } from '../collections/attempts.ts';
import { type Enrollment, enrollments } from '../collections/enrollments.ts';
import { type LessonProgress, lessonProgress } from '../collections/lesson-progress.ts';
import { rowArbitrary } from '../testing/arbitraries.ts';
import { propertyRuns } from '../testing/property-runs.ts';
import { type LearnersRecord, type Statement, type XapiTools, xapiStatements } from './xapi.ts';

const uuid = (number: number): string => `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;
const tools: XapiTools = {
  learner: { homePage: 'https://learn.example.org', id: uuid(1), name: 'Ana' },
  titleOf: (id) => (id === uuid(2) ? { text: 'Numbers', language: 'en' } : null),
  isoOf: (at) => new Date(at).toISOString(),
  digest: async (text) => createHash('sha256').update(text).digest('hex'),
};
const at = Date.UTC(2026, 2, 4, 10, 30);
const row = { stamps: {}, deletedAt: null };
const record: LearnersRecord = {
  enrollments: [
    { ...row, courseId: uuid(2), enrolledAt: at, status: 'completed', lastAccessedAt: at, completedAt: at + 9_000 },
  ] as unknown as Enrollment[],
  lessonProgress: [
    {
      ...row,
      lessonId: uuid(3),
      courseId: uuid(2),
      status: 'completed',
      startedAt: at,
      completedAt: at + 1_000,
      completedDay: '2026-03-04',
      timeSpentMs: { a: 60_000, b: 1_500 },
      lastPosition: 1000,
    },
  ] as unknown as LessonProgress[],
  attempts: [
    {
      ...row,
      id: uuid(4),
      mode: 'activity',
      activityId: uuid(5),
      courseId: uuid(2),
      status: 'completed',
      completedAt: at + 5_000,
      effectiveAt: at + 4_000,
      durationMs: 83_456,
      earnedPoints: 3,
      possiblePoints: 4,
      grading: { version: 1, questions: { [uuid(6)]: { earned: 1, possible: 2, correct: false } } },
      answers: {
        [uuid(6)]: { response: { kind: 'numeric', text: '7' }, answeredAt: at + 2_000, durationMs: 1_234 },
        [uuid(7)]: { response: null, answeredAt: null, durationMs: 10 },
      },
    },
    { ...row, id: uuid(8), status: 'in_progress', completedAt: null, answers: {} },
    { ...row, id: uuid(9), status: 'completed', completedAt: at, deletedAt: at, answers: {} },
  ] as unknown as Attempt[],
};

/** What the specification of xAPI 1.0.3 asks of a statement, as far as ours have it; empty when nothing is wrong. */
const faults = ({ id, actor, verb, object, result, context, timestamp }: Statement): string[] => {
  const iri = /^[a-z][a-z0-9+.-]*:\S+$/;
  const uuidForm = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
  const language = /^[a-zA-Z]{2,8}(-[a-zA-Z0-9]{1,8})*$/;
  const score = result?.score;
  const others = Object.values(context.contextActivities ?? {}).flat();
  const rules: [string, boolean][] = [
    ['id', uuidForm.test(id)],
    ['actor', actor.objectType === 'Agent' && iri.test(actor.account.homePage) && actor.account.name !== ''],
    ['verb', iri.test(verb.id) && Object.keys(verb.display).every((tag) => language.test(tag))],
    ['object', iri.test(object.id) && iri.test(object.definition.type)],
    ['name', Object.keys(object.definition.name ?? {}).every((tag) => language.test(tag))],
    ['scaled', !score || (score.scaled >= -1 && score.scaled <= 1)],
    ['raw', !score || (score.raw >= score.min && score.raw <= score.max && score.min < score.max)],
    ['duration', result?.duration === undefined || /^PT\d+(\.\d{1,2})?S$/.test(result.duration)],
    ['registration', context.registration === undefined || uuidForm.test(context.registration)],
    ['activities', others.every((other) => iri.test(other.id))],
    ['timestamp', /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/.test(timestamp)],
    // Nothing may be null in a statement.
    ['null', !JSON.stringify([id, actor, verb, object, context]).includes('null')],
  ];
  return rules.flatMap(([rule, holds]) => (holds ? [] : [rule]));
};

describe('xAPI', () => {
  it('says who took, finished and answered what, when, how well and for how long', async () => {
    const statements = await xapiStatements(record, tools);
    const course = { objectType: 'Activity', id: `urn:uuid:${uuid(2)}` };
    expect(
      statements.map(({ verb, object, result, timestamp }) => [
        verb.display['en-US'],
        object.id.slice(-1),
        result,
        timestamp,
      ]),
    ).toEqual([
      ['registered', '2', undefined, '2026-03-04T10:30:00.000Z'],
      ['completed', '3', { completion: true, duration: 'PT61.5S' }, '2026-03-04T10:30:01.000Z'],
      [
        'answered',
        '6',
        {
          score: { scaled: 0.5, raw: 1, min: 0, max: 2 },
          success: false,
          response: '{"kind":"numeric","text":"7"}',
          duration: 'PT1.23S',
        },
        '2026-03-04T10:30:02.000Z',
      ],
      [
        'completed',
        '5',
        { completion: true, score: { scaled: 0.75, raw: 3, min: 0, max: 4 }, duration: 'PT83.46S' },
        '2026-03-04T10:30:04.000Z',
      ],
      ['completed', '2', { completion: true }, '2026-03-04T10:30:09.000Z'],
    ]);
    expect(statements.flatMap(faults)).toEqual([]);
    expect(statements[0]?.object.definition.name).toEqual({ en: 'Numbers' });
    expect(statements[2]?.context).toMatchObject({
      registration: uuid(4),
      contextActivities: { parent: [{ id: `urn:uuid:${uuid(5)}` }], grouping: [course] },
    });
    expect(statements.every(({ actor }) => actor.name === 'Ana' && actor.account.name === uuid(1))).toBe(true);
  });

  it('gives the same statements each time, whatever order rows lie in, each by an id of its own', async () => {
    const once = await xapiStatements(record, tools);
    const again = await xapiStatements({ ...record, attempts: record.attempts.toReversed() }, tools);
    expect(again).toEqual(once);
    expect(new Set(once.map(({ id }) => id)).size).toBe(once.length);
    expect((await xapiStatements(record, { ...tools, learner: { ...tools.learner, id: uuid(99) } }))[0]?.id).not.toBe(
      once[0]?.id,
    );
  });

  it('conforms whatever rows there are', async () => {
    const rows = fc.record({
      enrollments: fc.array(rowArbitrary(enrollments), { maxLength: 3 }),
      lessonProgress: fc.array(rowArbitrary(lessonProgress), { maxLength: 3 }),
      attempts: fc.array(rowArbitrary(attempts), { maxLength: 3 }),
    });
    await fc.assert(
      fc.asyncProperty(rows, async (found) => {
        const statements = await xapiStatements(found as unknown as LearnersRecord, tools);
        expect(statements.flatMap(faults)).toEqual([]);
      }),
      propertyRuns(100),
    );
  });
});
