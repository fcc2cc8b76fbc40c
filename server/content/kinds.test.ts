import type { Attempt } from '@hornbook/shared/collections/attempts.ts';
import type { LessonPart, Question, QuestionKind, SolvedQuestion, UnitPart } from '@hornbook/shared/content/pack.ts';
import { grade } from '@hornbook/shared/grading/grade.ts';
import { questionKinds } from '@hornbook/shared/grading/question-kinds.ts';
import { rightResponse } from '@hornbook/shared/testing/right-response.ts';
import { describe, expect, test } from 'vitest';
import type { AnswerKeys } from './answer-keys.ts';
import type { CompiledCourse } from './compile.ts';
import { compileFiles } from './folder-courses.ts';
import { regradeAttempt } from './regrade.ts';
import { miniCourse, miniIds } from './testing/mini-course.ts';

const exam = 'units/01-start/unit.test.md';
const question = (id: string, fields: string) => `  - id: ${id}\n    prompt: Well?\n    explanation: So.\n${fields}`;

/** One question of each kind as authors write it, twice: what differs is only which answer is right, and what is said to it. */
const authored: { readonly [K in Exclude<QuestionKind, 'speak'>]: readonly [one: string, other: string] } = {
  multiple_choice: [
    'options: [{ id: a, text: "A", correct: true }, { id: b, text: "B" }]',
    'options: [{ id: a, text: "A", feedback: "No." }, { id: b, text: "B", correct: true }]',
  ],
  multiple_response: [
    'options: [{ id: a, text: "A", correct: true }, { id: b, text: "B" }]',
    'options: [{ id: a, text: "A" }, { id: b, text: "B", correct: true, feedback: "Yes." }]',
  ],
  true_false: ['answer: true', 'answer: false\n    feedback: { "true": "No." }'],
  numeric: ['answer: 1', 'answer: 3\n    tolerance: 1'],
  short_text: ['accept: ["a"]', 'accept: ["b"]\n    nearMisses: [{ text: "a", feedback: "No." }]'],
  ordering: [
    'items: [{ text: "A" }, { text: "B" }, { text: "C" }, { text: "D" }]',
    'items: [{ text: "D", feedback: "No." }, { text: "B" }, { text: "A" }, { text: "C" }]',
  ],
  matching: [
    'pairs: [{ text: "A", match: "X" }, { text: "B", match: "Y" }]\n    others: ["Z"]',
    'pairs: [{ text: "A", match: "Z", feedback: "No." }, { text: "B", match: "X" }]\n    others: ["Y"]',
  ],
  cloze: [
    'text: It is [[a]], [[b]], [[c]].\n    gaps: [{ id: a, kind: text, accept: ["x"] }, { id: b, kind: number, answer: 1 }, { id: c, kind: choice, options: [{ id: a, text: "A", correct: true }, { id: b, text: "B" }] }]',
    'text: It is [[a]], [[b]], [[c]].\n    gaps: [{ id: c, kind: choice, options: [{ id: a, text: "A", feedback: "No." }, { id: b, text: "B", correct: true }] }, { id: b, kind: number, answer: 2, tolerance: 1 }, { id: a, kind: text, accept: ["y"] }]',
  ],
  code: [
    'language: javascript\n    folder: sum\n    tests: [{ call: "sum(1, 2)", expected: "3" }]',
    'language: javascript\n    folder: sum\n    expectedOutput: "3"',
  ],
};
const folder = {
  'units/01-start/sum.code/starter.js': 'const sum = (a, b) => {};\n',
  'units/01-start/sum.code/solution.js': 'const sum = (a, b) => a + b;\nconsole.log(sum(1, 2));\n',
  'units/01-start/sum.code/sum.test.js': "test('sums', () => expect(sum(1, 1)).toBe(2));\n",
};

const compiled = async (fields: string, gradedOn: 'device' | 'server'): Promise<CompiledCourse> => {
  const change = (text: string) =>
    `${text.slice(0, text.indexOf('questions:')).replace('server', gradedOn)}questions:\n${question(
      miniIds.questions.heldBack,
      `    ${fields}\n`,
    )}---\n`;
  const { courses, problems } = await compileFiles(
    new Map([['mini', miniCourse({ [exam]: change, ...(fields.includes('folder:') ? folder : {}) })]]),
  );
  expect(problems.list()).toEqual([]);
  return (courses[0] as { compiled: CompiledCourse }).compiled;
};
const onDevice = ({ files }: CompiledCourse): Question => {
  const part = files
    .filter(({ mediaType }) => mediaType === 'application/json')
    .map(({ bytes }) => JSON.parse(new TextDecoder().decode(bytes)) as LessonPart | UnitPart)
    .find((candidate) => 'unitId' in candidate);
  return part?.activities[0]?.questions[0] as Question;
};
const inKey = ({ answerKey }: CompiledCourse) => answerKey.questions[miniIds.questions.heldBack] as SolvedQuestion;

const written = (kind: keyof typeof authored) =>
  authored[kind].map((fields) => `kind: ${kind}\n    ${fields}`) as [string, string];

/** To speak takes a story's recordings, which this course has none of: spoken-phrases.test.ts. */
const withoutSound = questionKinds.filter((kind) => kind !== 'speak');

describe.each(withoutSound)('%s', (kind) => {
  const [one] = written(kind);

  test('is compiled so that its own solution earns all points, on the device and in the answer key', async () => {
    const course = await compiled(one, 'device');
    const asked = onDevice(course) as SolvedQuestion;
    expect(asked.kind).toBe(kind);
    expect(grade(asked, rightResponse(asked))).toMatchObject({ earned: asked.points, correct: true });
    expect(inKey(course)).toEqual(asked);
  });
});

// Code is tried on the device, so its solution is there; authors are told.
describe.each(withoutSound.filter((kind) => kind !== 'code'))('%s, graded on the server,', (kind) => {
  const [one, other] = written(kind);

  test('it reads the same on the device whichever answer is right', async () => {
    const [first, second] = await Promise.all([compiled(one, 'server'), compiled(other, 'server')]);
    expect(onDevice(first)).toEqual(onDevice(second));
    expect(onDevice(first)).toMatchObject({ solution: null, explanationHtml: null });
    expect(inKey(first).solution).not.toEqual(inKey(second).solution);
    // The key belongs to the question that is asked: what is given on the device is graded by it.
    expect(grade(inKey(second), rightResponse(inKey(second)))).toMatchObject({ correct: true });
    expect(grade(inKey(second), rightResponse(inKey(first)))).toMatchObject({ kind: 'graded', correct: false });
    expect(first.version).not.toBe(second.version);
  });

  test('solution and feedback come with the grade, and not before', async () => {
    const course = await compiled(other, 'server');
    const solved = inKey(course);
    const attempt = {
      status: 'completed',
      questionIds: [solved.id],
      answers: { [solved.id]: { courseVersion: course.version, response: rightResponse(solved), hintsUsed: 0 } },
      completedAt: 1,
      effectiveAt: null,
    } as unknown as Attempt;
    const keys: AnswerKeys = {
      knows: () => true,
      question: () => solved,
      earliest: () => solved,
      isHeldBack: () => true,
    };
    const scores = regradeAttempt(attempt, keys, 1);
    expect(scores).toMatchObject({ earnedPoints: solved.points, possiblePoints: solved.points });
    const review = scores.grading?.review?.[solved.id];
    expect(review).toMatchObject({ solution: solved.solution, explanationHtml: '<p>So.</p>' });
    // Of what is chosen, moved or matched there is something to say; of what is typed the solution says it.
    if (kind !== 'numeric' && kind !== 'short_text')
      expect(Object.values(review?.optionFeedback ?? {}).join()).toMatch(/<p>(No|Yes)\.<\/p>/);
    expect(regradeAttempt({ ...attempt, status: 'in_progress' }, keys, 1).grading).toBeNull();
  });
});
