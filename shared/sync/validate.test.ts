import { expect, test } from 'vitest';
import { attempts } from '../collections/attempts.ts';
import type { AnyRow } from '../collections/define-collection.ts';
import { lessonProgress } from '../collections/lesson-progress.ts';
import { profile } from '../collections/profile.ts';
import { studyDays } from '../collections/study-days.ts';
import { formatHlc } from './hlc.ts';
import { isRowShaped, unknownFields, validateForWriting, validateKey, validateRow } from './validate.ts';
import { newRow } from './write-row.ts';

const stamp = formatHlc(1, 0, 'replicaa00');
const profileRow = (changes: object): AnyRow => ({
  ...newRow(profile, { id: 'me', displayName: 'Ada' }, stamp),
  ...changes,
});
const fieldsOf = (bad: { field: string }[]) => bad.map(({ field }) => field);

test('[W4] a row as commands make it is in order', () => {
  expect(validateForWriting(profile, profileRow({}))).toEqual([]);
});

test.each([
  ['a lone surrogate', '\ud800'],
  ['the character U+0000', 'a\u0000'],
  ['more characters than the field takes', 'x'.repeat(81)],
  ['something that is no text', 7],
])('[S3] %s is refused by the name of its field', (_what, displayName) => {
  expect(fieldsOf(validateRow(profile, profileRow({ displayName })))).toEqual(['displayName']);
});

test('[S4] an emoji and text of any script are taken as they are', () => {
  expect(validateRow(profile, profileRow({ displayName: ' Zoë 😀 日本 ' }))).toEqual([]);
});

test('[S3] numbers must be whole and fit their column', () => {
  for (const dailyMinutes of [1.5, 2 ** 31, Number.NaN, '5']) {
    expect(
      fieldsOf(validateRow(profile, profileRow({ dailyMinutes, stamps: { once: stamp, dailyMinutes: stamp } }))),
    ).toContain('dailyMinutes');
  }
});

test('[S3] a value without its stamp, or with a malformed one, is refused', () => {
  expect(fieldsOf(validateRow(profile, profileRow({ bio: 'text' })))).toEqual(['bio']);
  const odd = profileRow({ stamps: { once: stamp, displayName: 'soon' } });
  expect(fieldsOf(validateRow(profile, odd))).toEqual(['displayName']);
  expect(fieldsOf(validateRow(profile, profileRow({ stamps: {}, displayName: '' })))).toEqual(['id']);
});

test('[S3] only the fields asked about are judged', () => {
  const row = profileRow({ displayName: 7, bio: 'text' });
  expect(fieldsOf(validateRow(profile, row, ['bio']))).toEqual(['bio']);
  expect(validateRow(profile, row, ['avatar'])).toEqual([]);
});

test('[S3] counts per replica must be whole, not negative, and named by a replica', () => {
  const day = (activeMs: object) =>
    ({ ...newRow(studyDays, { localDay: '2026-01-02', course: 'none' }, stamp), activeMs }) as AnyRow;
  expect(validateRow(studyDays, day({ replicaa00: 5 }))).toEqual([]);
  for (const bad of [{ A: 5 }, { replicaa00: -1 }, { replicaa00: 0.5 }, [1]]) {
    expect(fieldsOf(validateRow(studyDays, day(bad)))).toEqual(['activeMs']);
  }
});

test('[S3] entries of a map need a stamp and the shape of their field', () => {
  const attempt = (answers: unknown) => ({ ...newRow(attempts, {}, stamp), answers }) as AnyRow;
  const answer = {
    courseVersion: 'a'.repeat(64),
    response: null,
    hintsUsed: 0,
    durationMs: 0,
    answeredAt: null,
    localDay: null,
  };
  expect(validateRow(attempts, attempt({ q: { ...answer, hlc: stamp } }), ['answers'])).toEqual([]);
  for (const bad of [{ q: answer }, { q: { ...answer, hlc: stamp, hintsUsed: -1 } }, { q: 1 }, 'text']) {
    expect(fieldsOf(validateRow(attempts, attempt(bad), ['answers']))).toEqual(['answers']);
  }
});

test('[P4] a required field that is missing is named', () => {
  const row = newRow(lessonProgress, { startedAt: 5 }, stamp);
  expect(fieldsOf(validateRow(lessonProgress, row as AnyRow))).toEqual(['courseId', 'lessonId']);
});

test('[S3] a key must be made of the row it names, and its parts may not hold a separator', () => {
  const day = newRow(studyDays, { localDay: '2026-01-02', course: 'none' }, stamp) as AnyRow;
  expect(validateKey(studyDays, '2026-01-02/none', day)).toEqual([]);
  expect(validateKey(studyDays, '2026-01-02/other', day)).not.toEqual([]);
  expect(validateKey(studyDays, '2026/01/none', { ...day, localDay: '2026/01' })).not.toEqual([]);
});

test('[P5] names this version does not know are told apart from bad values', () => {
  expect(unknownFields(profile, profileRow({ favouriteColour: 'green' }))).toEqual(['favouriteColour']);
  expect(unknownFields(profile, profileRow({ stamps: { once: stamp, mood: stamp } }))).toEqual(['mood']);
  expect(unknownFields(profile, profileRow({}))).toEqual([]);
});

test('[S3] what is not even a row is recognised', () => {
  expect(isRowShaped(JSON.parse('{"stamps":{},"__proto__":{}}'))).toBe(false);
  for (const odd of [null, [], 'row', {}, { stamps: { once: 1 } }]) expect(isRowShaped(odd)).toBe(false);
  expect(isRowShaped(profileRow({}))).toBe(true);
});

test('[W4] a row that is too large as a whole is refused, one that only looks it is not', () => {
  const attempt = (text: (n: number) => string) => {
    const answer = { courseVersion: 'a'.repeat(64), hintsUsed: 0, durationMs: 0, answeredAt: null, localDay: null };
    const answers = Array.from({ length: 200 }, (_, n) => [
      `q${n}`,
      { ...answer, response: { kind: 'short_text' as const, text: text(n) } },
    ]);
    const once = {
      id: '0190a000-0000-7000-8000-000000000001',
      mode: 'mixed' as const,
      activityId: null,
      courseId: null,
      questionIds: [],
      seed: 's',
      replicaId: 'replicaa00',
      replicaSeq: 1,
      startedAt: 1,
      timeZone: 'UTC',
      utcOffsetMinutes: 0,
    };
    return newRow(attempts, { ...once, answers: Object.fromEntries(answers) }, stamp) as AnyRow;
  };
  const said = 'the same long sentence, said again and again, '.repeat(10);
  expect(
    validateForWriting(
      attempts,
      attempt((n) => `${said}${n}`),
    ),
  ).toEqual([]);
  let seed = 1;
  const noise = () => {
    const letters = Array.from({ length: 490 }, () => {
      seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0;
      return String.fromCharCode(33 + ((seed >>> 8) % 89));
    });
    return letters.join('');
  };
  expect(fieldsOf(validateForWriting(attempts, attempt(noise)))).toEqual(['']);
});
