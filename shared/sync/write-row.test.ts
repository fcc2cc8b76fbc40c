import { expect, test } from 'vitest';
import { attempts } from '../collections/attempts.ts';
import { enrollments } from '../collections/enrollments.ts';
import { profile } from '../collections/profile.ts';
import { formatHlc } from './hlc.ts';
import { mergeRows } from './merge.ts';
import { changeRow, newRow, writeRow } from './write-row.ts';

const at = (ms: number) => formatHlc(ms, 0, 'replicaa00');
const answer = {
  courseVersion: 'a'.repeat(64),
  response: null,
  hintsUsed: 0,
  durationMs: 0,
  answeredAt: null,
  localDay: null,
};
const courseId = '0190a000-0000-7000-8000-000000000001';

test('[T1] a creation says "not deleted" with its own stamp, and nothing else it was not told', () => {
  const row = newRow(profile, { id: 'me', displayName: 'Ada' }, at(1));
  expect(row.stamps).toEqual({ once: at(1), deletedAt: at(1), displayName: at(1) });
  expect(row).toMatchObject({ displayName: 'Ada', bio: null, dailyMinutes: 0, goals: [], deletedAt: null });
});

test('[T1] a field a creation does not name gives way to any value', () => {
  const late = newRow(profile, { id: 'me' }, at(9));
  const early = newRow(profile, { id: 'me', displayName: 'Ada' }, at(1));
  expect(mergeRows(profile, late, early).displayName).toBe('Ada');
});

test('[W1] saying what is so already changes nothing', () => {
  const row = newRow(profile, { id: 'me', displayName: 'Ada', goals: ['a'] }, at(1));
  expect(changeRow(profile, row, { displayName: 'Ada', goals: ['a'] }, at(2))).toBe(row);
});

test('[M1] values that only grow are merged, not set', () => {
  const row = newRow(enrollments, { courseId, enrolledAt: 5, status: 'active', lastAccessedAt: 8 }, at(1));
  expect(changeRow(enrollments, row, { enrolledAt: 7, lastAccessedAt: 6 }, at(2))).toBe(row);
  expect(changeRow(enrollments, row, { lastAccessedAt: 9 }, at(2)).lastAccessedAt).toBe(9);
});

test('[M1] entries of a map get the stamp of their writing, and the others keep theirs', () => {
  const row = newRow(attempts, { answers: { q1: answer, q2: answer } }, at(1));
  const changed = changeRow(attempts, row, { answers: { q1: answer, q2: { ...answer, hintsUsed: 1 } } }, at(2));
  expect(changed.answers.q1?.hlc).toBe(at(1));
  expect(changed.answers.q2).toEqual({ ...answer, hintsUsed: 1, hlc: at(2) });
});

test('[T1] deleting keeps the content, and writing again brings the row back', () => {
  const row = newRow(enrollments, { courseId, enrolledAt: 5, status: 'active', lastAccessedAt: 8 }, at(1));
  const deleted = changeRow(enrollments, row, { deletedAt: 3 }, at(2));
  expect(deleted).toMatchObject({ deletedAt: 3, status: 'active', stamps: { deletedAt: at(2) } });
  const back = writeRow(enrollments, deleted, { courseId, status: 'paused' }, at(3));
  expect(back).toMatchObject({ deletedAt: null, status: 'paused', stamps: { deletedAt: at(3), once: at(1) } });
});
