import { readAnkiHistory } from '@hornbook/shared/import/anki-history.ts';
import { openTablesBy } from '@hornbook/shared/import/open-tables.ts';
import { dayNumber } from '@hornbook/shared/learning/local-day.ts';
import initSqlJs from 'sql.js';
import { beforeEach, expect, test } from 'vitest';
import { setClock } from '../clock.ts';
import type { Connections } from '../connections.ts';
import { foldStaleAttempts } from '../folds.ts';
import { hashedId } from '../hashed-id.ts';
import { readDueReviews } from '../queries/due-reviews.ts';
import { readFreePractice } from '../queries/free-practice.ts';
import { readLearningRecord } from '../queries/learning-record.ts';
import { readOutbox } from '../queries/sync-status.ts';
import { type AnkiContents, ankiHistory } from '../testing/anki-package.ts';
import { freshDevice, install } from '../testing/fresh-device.ts';
import { type PublishedSample, publishSample, SAMPLE } from '../testing/sample-course.ts';
import { lookAtHistory, takeHistory } from './bring-history.ts';
import { enrol, setEnrollmentStatus } from './enrol.ts';

const NOW = Date.UTC(2026, 0, 5, 12);
const daysAgo = (days: number): number => NOW - days * 86_400_000;
const GUIDS = ['water', 'sun', 'moon'];

let device: Connections;
let sample: PublishedSample;

/** The first questions of the first lesson are made of these notes, as if the deck had been brought at the desk. */
const publishDeck = async (): Promise<PublishedSample> => {
  const ids = new Map<string, string>();
  for (const [n, guid] of GUIDS.entries())
    ids.set(SAMPLE.questionId(0, 0, n), await hashedId(SAMPLE.courseId, 'question', '', guid));
  // One that came by a command line is named by its file as well.
  ids.set(SAMPLE.questionId(0, 0, 3), await hashedId(SAMPLE.courseId, 'question', 'sky.apkg', 'stars'));
  return publishSample({ questionIdFor: (usual) => ids.get(usual) ?? usual });
};

const CONTENTS: AnkiContents = {
  notes: [
    ['water', 'water', 'agua'],
    ['sun', 'sun', 'sol'],
    ['moon', 'moon', 'luna'],
    ['stars', 'stars', 'estrellas'],
    ['rain', 'rain', 'lluvia'],
  ],
  entries: [
    ...[40, 39, 38, 37].map((days) => ({ at: daysAgo(days), card: 1, ease: 3 })),
    ...[40, 3].map((days) => ({ at: daysAgo(days), card: 2, ease: 4 })),
    { at: daysAgo(20), card: 4, ease: 1 },
    { at: daysAgo(20), card: 5, ease: 3 },
  ].map((entry, n) => ({ ...entry, at: entry.at + n })),
};

const bring = async (contents: AnkiContents, source = 'sky.apkg') => {
  const read = await readAnkiHistory(await ankiHistory(contents), openTablesBy(initSqlJs), NOW);
  if (read.kind !== 'history') throw new Error(read.reason.code);
  return lookAtHistory(read.notes, source);
};

beforeEach(async () => {
  device = await freshDevice();
  setClock(() => NOW);
  sample = await publishDeck();
});

test('a history becomes cards of the courses that are taken: weak ones are due, and nothing else knows of them', async () => {
  await install(device, sample);
  await enrol(SAMPLE.courseId);
  const before = await readLearningRecord(device);
  const plan = await bring(CONTENTS);
  expect(plan.courses).toEqual([{ courseId: SAMPLE.courseId, cards: 3, fresh: 7, known: 0 }]);
  expect(plan.missing.map(({ name }) => name)).toEqual(['rain']);
  expect(plan.taken).toMatchObject([{ slug: 'sample', isTaken: true, isWhole: true }]);
  expect(await device.learner.rows('pastReviews').count()).toBe(0);

  expect(await takeHistory(plan)).toEqual({ kind: 'stored' });
  await foldStaleAttempts(device);
  const due = await readDueReviews(device);
  const idOf = (guid: string) => hashedId(SAMPLE.courseId, 'question', '', guid);
  // Weakest first: what went wrong, then what was only just learned.
  expect(due.today.map(({ questionId }) => questionId)).toEqual([
    await hashedId(SAMPLE.courseId, 'question', 'sky.apkg', 'stars'),
    await idOf('water'),
  ]);
  expect(due.done).toBe(0);
  expect((await readFreePractice(device)).review.questions).toBe(2);
  const known = await device.learner.cards.get(await idOf('sun'));
  expect(known).toMatchObject({ reviews: 2, kind: 'numeric', keptDay: null });
  expect(known?.dueDay).toBeGreaterThan(dayNumber('2026-02-01'));
  expect(await device.learner.skillStates.count()).toBe(0);
  expect(await device.learner.paces.count()).toBe(0);
  expect(await readLearningRecord(device)).toEqual(before);
  expect(
    (await readOutbox(device)).map(({ name }) => name.kind).filter((kind) => kind === 'past-reviews'),
  ).toHaveLength(3);
});

test('brought again nothing is written; a later file adds what is new', async () => {
  await install(device, sample);
  await enrol(SAMPLE.courseId);
  await takeHistory(await bring(CONTENTS));
  await foldStaleAttempts(device);
  const cards = await device.learner.cards.toArray();
  const rev = (await device.learner.syncState.get('state'))?.rev;
  const again = await bring(CONTENTS);
  expect(again).toMatchObject({ writes: [], courses: [{ cards: 3, fresh: 0, known: 7 }] });
  await takeHistory(again);
  expect((await device.learner.syncState.get('state'))?.rev).toBe(rev);
  const more = await bring({ ...CONTENTS, entries: [...CONTENTS.entries, { at: daysAgo(1), card: 3, ease: 2 }] });
  expect(more.writes.map(({ reviews }) => reviews)).toEqual([[`${daysAgo(1)} 2 2026-01-04`]]);
  await takeHistory(more);
  await foldStaleAttempts(device);
  expect(await device.learner.cards.count()).toBe(cards.length + 1);
  expect(await device.learner.cards.toArray()).toEqual(expect.arrayContaining(cards));
});

test('it says where cards are that are not found: in a course that is not taken, or not wholly here', async () => {
  const nowhere = await bring(CONTENTS);
  expect(nowhere).toMatchObject({ courses: [], taken: [], untaken: [] });
  expect(nowhere.missing).toHaveLength(4);
  await install(device, sample);
  expect(await bring(CONTENTS)).toMatchObject({
    courses: [],
    taken: [],
    untaken: [{ cards: 3, course: { slug: 'sample' } }],
  });
  await enrol(SAMPLE.courseId);
  await device.catalogue.questionFacts.clear();
  expect(await bring(CONTENTS)).toMatchObject({
    courses: [],
    untaken: [],
    taken: [{ slug: 'sample', isWhole: false }],
  });
  await setEnrollmentStatus(SAMPLE.courseId, 'dropped');
  expect(await bring(CONTENTS)).toMatchObject({ courses: [], taken: [] });
});
