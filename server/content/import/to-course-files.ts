import { randomUUID } from 'node:crypto';
import { extensionOf } from '@hornbook/shared/code/languages.ts';
import type { Exercise } from './exercise-folder.ts';

/** The unit that imported exercises go into: challenges of the whole course. */
export const UNIT = 'units/90-challenges';
const text = (value: string): string => JSON.stringify(value);
const block = (value: string, indent: number): string =>
  value
    .trimEnd()
    .split('\n')
    .map((line) => (line === '' ? '' : `${' '.repeat(indent)}${line}`))
    .join('\n');

/** An exercise as files of a course: an activity with one question, and the folder of its programs. */
export const exerciseFiles = (exercise: Exercise, number: number): Map<string, string> => {
  const { slug, language, hints, credit, blurb } = exercise;
  const extension = extensionOf[language];
  const explanation = [
    blurb,
    'The solution shown here is one of many that pass the tests. Compare it with yours: which of the two would you rather change in a year?',
  ];
  const activity = `---
id: ${randomUUID()}
kind: challenge
title: ${text(exercise.title)}
difficulty: ${exercise.isConcept ? 'beginner' : 'intermediate'}
questions:
  - id: ${randomUUID()}
    kind: code
    prompt: |
${block(exercise.instructions, 6)}
    language: ${language}
    folder: ${slug}
    points: 2
    scoring: all
${hints.length > 0 ? `    hints:\n${hints.map((hint) => `      - ${text(hint)}`).join('\n')}\n` : ''}    explanation: |
${block(explanation.filter(Boolean).join('\n\n'), 6)}
---
${credit}
`;
  const folder = `${UNIT}/${slug}.code`;
  return new Map([
    [`${UNIT}/unit.challenge${number > 1 ? `-${number}` : ''}.md`, activity],
    [`${folder}/starter.${extension}`, exercise.stub],
    [`${folder}/solution.${extension}`, exercise.proof],
    ...exercise.tests.map(({ stem, source }) => [`${folder}/${stem}.test.${extension}`, source] as const),
  ]);
};

/** A course to begin with, for exercises that are imported into none. */
export const newCourse = (slug: string): Map<string, string> =>
  new Map([
    [
      'course.md',
      `---
id: ${randomUUID()}
slug: ${slug}
title: Imported programs
shortDescription: Programs to write, taken over from elsewhere.
language: en
difficulty: intermediate
estimatedHours: 5
duration: "As long as you like"
tags: [programming]
author: See each program
goal: "Practise programming"
skills:
  - id: ${randomUUID()}
    slug: ${slug}
    name: Writing programs
    subjectArea: Computer science
    description: Write small programs that pass their tests.
---
Programs to write, each with tests that say whether it does what it should.
`,
    ],
    [unitPath, newUnit(slug)],
  ]);

export const unitPath = `${UNIT}/unit.md`;
export const newUnit = (skill: string): string => `---
id: ${randomUUID()}
title: Challenges
kind: module
difficulty: intermediate
skills: [${skill}]
---
Programs to write, for the whole course.
`;
