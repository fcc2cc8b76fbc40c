import { expect, test } from 'vitest';
import type { CompiledCourse } from './compile.ts';
import { compileFiles } from './folder-courses.ts';
import { miniCourse, miniIds } from './testing/mini-course.ts';

const compiled = async (changes: Parameters<typeof miniCourse>[0] = {}): Promise<CompiledCourse> => {
  const { courses, problems } = await compileFiles(new Map([['mini', miniCourse(changes)]]));
  expect(problems.list()).toEqual([]);
  return (courses[0] as { compiled: CompiledCourse }).compiled;
};
const hashes = ({ files }: CompiledCourse) => files.map(({ sha256 }) => sha256).sort();
const textOf = ({ files }: CompiledCourse) =>
  files.filter(({ mediaType }) => mediaType === 'application/json').map(({ bytes }) => new TextDecoder().decode(bytes));

test('the mini course compiles to exactly this pack', async () => {
  const course = await compiled();
  const golden = JSON.stringify(
    { parts: textOf(course).map((text) => JSON.parse(text)), entry: course.entry },
    null,
    2,
  );
  await expect(golden).toMatchFileSnapshot('testing/mini-course.golden.txt');
});

test('the same folder gives the same bytes', async () => {
  expect(hashes(await compiled())).toEqual(hashes(await compiled()));
});

test('one mended typo changes one part and the manifest', async () => {
  const before = await compiled();
  const after = await compiled({
    'units/01-start/01-one.lesson.md': (text) => text.replace('It is long.', 'It is very long.'),
  });
  const changed = hashes(after).filter((hash) => !hashes(before).includes(hash));
  expect(changed).toHaveLength(2);
  expect(changed).toContain(after.version);
  expect(changed).toContain(after.manifest.units[0]?.lessons[0]?.part.sha256);
  expect(hashes(after)).toHaveLength(hashes(before).length);
});

test('nothing of the solutions of a server-graded test is in the pack, all of them are in the answer key', async () => {
  const course = await compiled();
  expect(textOf(course).join()).not.toContain('SECRET explanation');
  expect(textOf(course).join()).not.toContain('SECRET feedback');
  const test = JSON.parse(textOf(course).find((text) => text.includes('"unitId"')) ?? '{}').activities[0];
  expect(test.questions[0]).toMatchObject({ solution: null, explanationHtml: null, hintsHtml: [] });
  expect(textOf(course).join()).not.toContain('SECRET green');
  const { heldBack, heldOrder, heldPairs, heldGaps } = miniIds.questions;
  expect(course.answerKey.heldBack).toEqual([heldBack, heldOrder, heldPairs, heldGaps]);
  expect(Object.keys(course.answerKey.questions).sort()).toEqual(Object.values(miniIds.questions).sort());
  expect(course.answerKey.questions[miniIds.questions.heldBack]).toMatchObject({
    solution: { optionId: 'b' },
    explanationHtml: '<p>SECRET explanation.</p>',
  });
});

test('a corrected solution that the device never sees is a new version all the same', async () => {
  const swap = (text: string) =>
    text.replace('"This" }', '"This", correct: true }').replace('"That", correct: true,', '"That",');
  const before = await compiled();
  const after = await compiled({ 'units/01-start/unit.test.md': swap });
  expect(after.version).not.toBe(before.version);
});

test('what is retired is no longer in the pack', async () => {
  const retire = (text: string) => text.replace('\ntitle:', '\nretired: true\ntitle:');
  const course = await compiled({
    'units/01-start/02-two.lesson.md': retire,
    'units/01-start/01-one.quiz.md': retire,
    'units/01-start/01-one.practice.md': (text) =>
      text.replace('    kind: true_false', '    retired: true\n    kind: true_false'),
  });
  const [unit] = course.manifest.units;
  expect(unit?.lessons.map(({ id }) => id)).toEqual([miniIds.lessons[0]]);
  expect(unit?.lessons[0]?.activities.map(({ kind, questionCount }) => [kind, questionCount])).toEqual([
    ['practice', 1],
  ]);
});
