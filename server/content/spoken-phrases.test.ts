import type { LessonPart, SolvedOf } from '@hornbook/shared/content/pack.ts';
import { grade } from '@hornbook/shared/grading/grade.ts';
import { judge, LEAST_COHORT } from '@hornbook/shared/pronunciation/judge.ts';
import { decodeReferences } from '@hornbook/shared/pronunciation/references.ts';
import { rightResponse } from '@hornbook/shared/testing/right-response.ts';
import { expect, test } from 'vitest';
import { coursesFolder, readCourseFolders } from './course-files.ts';
import { compileFiles } from './folder-courses.ts';

test('a phrase of a story is asked with its voices and what takes of it are compared with', async () => {
  const folders = await readCourseFolders(coursesFolder());
  const english = folders.get('everyday-english');
  const { courses, problems } = await compileFiles(new Map([['everyday-english', english ?? new Map()]]));
  expect(problems.list()).toEqual([]);
  const compiled = courses[0]?.compiled;
  const parts = (compiled?.files ?? [])
    .filter(({ mediaType }) => mediaType === 'application/json')
    .map(({ bytes }) => JSON.parse(new TextDecoder().decode(bytes)) as Partial<LessonPart>);
  const asked = parts
    .flatMap(({ activities }) => activities ?? [])
    .flatMap(({ questions }) => questions)
    .filter((question): question is SolvedOf<'speak'> => question.kind === 'speak');
  expect(asked.length).toBeGreaterThanOrEqual(3);
  for (const question of asked) {
    expect(grade(question, rightResponse(question))).toMatchObject({ earned: question.points, correct: true });
    expect(question.voices.length).toBeGreaterThanOrEqual(3);
    expect(question.others.length).toBeGreaterThanOrEqual(LEAST_COHORT);
    const file = compiled?.files.find(({ sha256 }) => sha256 === question.references.sha256);
    const references = decodeReferences(file?.bytes ?? new Uint8Array());
    expect(references?.phrases.find(({ id }) => id === question.phrase.id)?.text).toBe(question.phrase.text);
    // Silence is judged by it as silence: all that is needed is there.
    expect(
      judge(new Float32Array(16_000), references ?? { type: 'synthetic', phrases: [] }, question.phrase.id),
    ).toMatchObject({
      reason: 'silent',
    });
    const header = compiled?.manifest.units
      .flatMap(({ lessons }) => lessons)
      .find(({ assets }) => assets.some(({ sha256 }) => sha256 === question.references.sha256));
    expect(header).toBeDefined();
  }
});
