import { draftTree } from '@hornbook/shared/authoring/draft.ts';
import { draftFiles } from '@hornbook/shared/authoring/draft-files.ts';
import type { LessonPart, SolvedOf, UnitPart } from '@hornbook/shared/content/pack.ts';
import { grade } from '@hornbook/shared/grading/grade.ts';
import { judge } from '@hornbook/shared/pronunciation/judge.ts';
import { decodeReferences } from '@hornbook/shared/pronunciation/references.ts';
import { SAMPLE_RATE } from '@hornbook/shared/pronunciation/spectrum.ts';
import { writeWav } from '@hornbook/shared/pronunciation/wav.ts';
import { draftCourse, makeDraft } from '@hornbook/shared/testing/draft-course.ts';
import { sayAsMade } from '@hornbook/shared/testing/made-voice.ts';
import { rightResponse } from '@hornbook/shared/testing/right-response.ts';
import { expect, test } from 'vitest';
import { compileDraft } from '../authoring/compile-draft.ts';
import { compileFiles } from './folder-courses.ts';
import { miniCourse, miniIds } from './testing/mini-course.ts';

const ada = { pitch: 200, tract: 1.1, pace: 1 };
const ben = { pitch: 115, tract: 0.97, pace: 1.1 };
const stranger = { pitch: 140, tract: 1, pace: 1.2 };
const exam = 'units/01-start/unit.test.md';
const own =
  'text: "two"\n    accept: ["2"]\n    language: es\n    voices: [{ name: Ada, sound: assets/ada.wav }, { name: Ben, sound: assets/ben.wav }]';

const compiled = async (fields: string, sounds: Record<string, Uint8Array>, gradedOn = 'device') => {
  const files = miniCourse({
    [exam]: (text) =>
      `${text.slice(0, text.indexOf('questions:')).replace('server', gradedOn)}questions:\n  - id: ${miniIds.questions.heldBack}\n    prompt: Well?\n    explanation: So.\n    kind: speak\n    ${fields}\n---\n`,
  });
  for (const [name, bytes] of Object.entries(sounds)) files.set(`assets/${name}.wav`, bytes);
  const { courses, problems } = await compileFiles(new Map([['mini', files]]));
  return { course: courses[0]?.compiled, problems: problems.list().map(({ message }) => message) };
};
const sounds = { ada: writeWav(sayAsMade('two', ada)), ben: writeWav(sayAsMade('two', ben)) };

test('a question that brings its phrase has its voices and what takes are compared with in the pack, and they judge rightly', async () => {
  const { course, problems } = await compiled(own, sounds);
  expect(problems).toEqual([]);
  const unit = course?.manifest.units[0];
  const file = (sha256: string | undefined) => course?.files.find((one) => one.sha256 === sha256);
  const part = JSON.parse(new TextDecoder().decode(file(unit?.part?.sha256)?.bytes)) as UnitPart;
  const asked = part.activities[0]?.questions[0] as SolvedOf<'speak'>;
  expect(asked).toMatchObject({
    phrase: { id: asked.id, text: 'two', ipa: '', lang: 'es' },
    voices: [{ name: 'Ada', accent: 'es' }, { name: 'Ben' }],
    others: [],
    solution: { text: 'two', accept: ['2'] },
  });
  // With the text, and not when somebody asks for sound.
  const brought = unit?.assets.filter(({ optional }) => !optional).map(({ sha256 }) => sha256);
  for (const { sources } of asked.voices) {
    expect(brought).toContain(sources[0]?.sha256);
    expect(file(sources[0]?.sha256)?.mediaType).toBe('audio/wav');
  }
  expect(brought).toContain(asked.references.sha256);
  const references = decodeReferences(file(asked.references.sha256)?.bytes ?? new Uint8Array());
  if (!references) throw new Error('no references');
  expect(references.type).toBe('human');
  const bandOf = (text: string) => judge(sayAsMade(text, stranger), references, asked.phrase.id);
  expect(bandOf('two')).toMatchObject({ kind: 'judged', verdict: { band: 'matches' } });
  expect(bandOf('seven')).toMatchObject({ kind: 'judged', verdict: { band: 'different', heardId: null } });
  expect(grade(asked, rightResponse(asked))).toMatchObject({ correct: true });
  for (const [written, correct] of [
    ['TWO!', true],
    ['2', true],
    ['three', false],
  ] as const)
    expect(grade(asked, { kind: 'speak', take: null, written })).toMatchObject({ kind: 'graded', correct });
});

const quiet = new Float32Array(SAMPLE_RATE);
const twoLong = Float32Array.from(Array.from({ length: 20 }, () => [...sayAsMade('two', ada)]).flat());
const loud = sayAsMade('two', ada).map((sample) => Math.max(-1, Math.min(1, 40 * sample)));
test.each([
  ['no sound at all', { ada: sounds.ada }, 'assets/ben.wav is missing'],
  [
    'text in its place',
    { ...sounds, ben: new TextEncoder().encode('two') },
    'assets/ben.wav is no WAV file of 16-bit samples',
  ],
  ['silence', { ...sounds, ben: writeWav(quiet) }, 'assets/ben.wav holds no speech that can be heard'],
  [
    'too much',
    { ...sounds, ben: writeWav(twoLong) },
    'assets/ben.wav is too long: it must hold the phrase and nothing else',
  ],
  ['an overdriven one', { ...sounds, ben: writeWav(loud) }, 'assets/ben.wav was recorded too loud'],
])('a voice with %s is refused with the reason', async (_, given, message) => {
  expect((await compiled(own, given)).problems).toContain(message);
});

test('a phrase of its own and one of a story are two things, and neither is graded at the service', async () => {
  const both = await compiled(`phrase: ${miniIds.questions.heldBack}\n    ${own}`, sounds);
  expect(both.problems.join()).toContain('belongs to a phrase of its own');
  expect((await compiled('scoring: all', {})).problems.join()).toContain('text is missing');
  expect((await compiled(own, sounds, 'server')).problems.join()).toContain('speech is judged on the device');
});

test('what an author writes at the desk goes the same way', async () => {
  const { ids, rows } = draftCourse(3, 1_700_000_000_000);
  const said = (id: string) => ({ id, courseId: ids.course as string, parentId: ids.course as string });
  const asset = {
    ...makeDraft(1, { ...said('abcdef12-0000-4000-8000-000000000001'), kind: 'asset' }, { mediaType: 'audio/wav' }),
    blobHash: 'a'.repeat(64),
  };
  const question = makeDraft(
    1,
    {
      ...said('abcdef12-0000-4000-8000-000000000002'),
      parentId: ids.practice as string,
      kind: 'question',
      text: 'Say it.',
    },
    {
      kind: 'speak',
      phrase: 'two',
      explanation: 'So.',
      'voice:a': { place: 'a0', text: 'Ada', match: 'assets/abcdef12.wav' },
    },
  );
  const drafts = [...rows, asset, question];
  const result = await compileDraft(drafts, ids.course as string, 'three', async () => sounds.ada);
  if (result.kind !== 'compiled') throw new Error(JSON.stringify(result));
  const { files } = result.course.compiled;
  const parts = files.flatMap(({ mediaType, bytes }) =>
    mediaType === 'application/json' ? [JSON.parse(new TextDecoder().decode(bytes)) as Partial<LessonPart>] : [],
  );
  const asked = parts.flatMap(({ activities }) => activities ?? []).flatMap(({ questions }) => questions);
  expect(asked.find(({ kind }) => kind === 'speak')).toMatchObject({
    phrase: { text: 'two' },
    voices: [{ name: 'Ada' }],
  });
  // A sound that can't be heard is told with the question it belongs to.
  const silent = await compileDraft(drafts, ids.course as string, 'three', async () => writeWav(quiet));
  expect(silent).toMatchObject({ kind: 'problems', problems: [{ id: question.id }] });
  const tree = draftTree(drafts, ids.course as string);
  expect([...(tree ? draftFiles(tree, 'three').files.values() : [])].join()).toContain('assets/abcdef12.wav');
});
