import { expect, test } from 'vitest';
import { courseDrafts, type Draft } from '../collections/course-drafts.ts';
import { grade } from '../grading/grade.ts';
import { formatHlc } from '../sync/hlc.ts';
import { changeRow } from '../sync/write-row.ts';
import { draftCourse, finishedQuestions, makeDraft } from '../testing/draft-course.ts';
import { rightResponse } from '../testing/right-response.ts';
import { adviseOn, checkDrafts } from './check-drafts.ts';
import { compileQuestion } from './compile-question.ts';
import { allWithin, draftTree } from './draft.ts';
import { draftFiles } from './draft-files.ts';
import { readGaps } from './draft-gaps.ts';
import { authoredQuestion } from './draft-question.ts';
import { questionSchema } from './question-format.ts';

const { ids, rows } = draftCourse(1, 1_700_000_000_000);
const later = formatHlc(1_700_000_001_000, 0, 'replicaa00');
const tree = (changed: readonly Draft[] = rows) => {
  const found = draftTree(changed, ids.course as string);
  if (!found) throw new Error('no course');
  return found;
};
const change = (id: string | undefined, said: object): Draft[] =>
  rows.map((row) => (row.id === id ? (changeRow(courseDrafts, row as never, said, later) as Draft) : row));

test('a finished course has nothing to mend, and one that is begun says what is missing, of which part', () => {
  expect(checkDrafts(tree())).toEqual([]);
  const courseId = ids.course as string;
  const begun = tree([
    makeDraft(1, { id: courseId, kind: 'course', courseId, parentId: null }),
    makeDraft(1, { id: ids.unit as string, kind: 'unit', courseId, parentId: courseId, title: 'Start' }),
  ]);
  expect(checkDrafts(begun).map(({ fault }) => fault)).toEqual([
    ...['no-title', 'no-short-description', 'no-text', 'no-author', 'no-skills'],
    ...['no-text', 'no-lessons'],
  ]);
});

test.each(Object.keys(finishedQuestions))(
  'a finished question of kind %s is one of the format, and its own solution earns all points',
  (kind) => {
    const node = allWithin(tree()).find(({ id }) => id === ids[kind]);
    if (!node) throw new Error(kind);
    const authored = authoredQuestion(node, new Map());
    expect(questionSchema.safeParse(authored.fields)).toMatchObject({ success: true });
    const solved = compileQuestion(authored, 'beginner', {
      block: ({ text }) => `<p>${text}</p>`,
      inline: ({ text }) => text,
      skillIds: () => [],
      spoken: () => undefined,
      partId: (_, text) => text,
      report: (_, message) => expect(message).toBe(''),
    });
    expect(grade(solved, rightResponse(solved))).toMatchObject({ kind: 'graded', earned: solved.points });
  },
);

test('what an unfinished question lacks is said, and never more than it lacks', () => {
  const of = (id: string | undefined, details: Record<string, unknown>) => {
    const said = Object.fromEntries(Object.entries(details).map(([name, value]) => [name, { value }]));
    return checkDrafts(tree(change(id, { details: said }))).map((one) => one.fault);
  };
  expect(of(ids.multiple_choice, { 'option:a': null })).toEqual(['few-options', 'one-correct']);
  expect(of(ids.multiple_choice, { 'option:b': { place: 'a1', text: 'Paris', correct: false } })).toEqual([
    'same-option',
  ]);
  expect(of(ids.true_false, { answer: null })).toEqual(['no-answer']);
  expect(of(ids.short_text, { accept: ['Condensation'] })).toEqual(['near-is-right']);
  expect(of(ids.ordering, { 'item:c': null })).toEqual(['few-items']);
  expect(of(ids.cloze, { gapText: 'No gap' })).toEqual(['no-gaps']);
  expect(of(ids.cloze, { gapText: '[[a | b]] and [[]]' })).toEqual(['empty-gap', 'gap-choice']);
  expect(of(ids.numeric, { explanation: ' ' })).toEqual(['no-explanation']);
  expect(of(ids.code, { solution: ' \n' })).toEqual(['no-solution']);
  expect(of(ids.code, { 'test:a': null })).toEqual(['no-tests']);
  expect(of(ids.code, { 'test:a': null, expectedOutput: '8' })).toEqual([]);
  expect(of(ids.code, { 'test:b': { place: 'a1', text: 'double(5)' } })).toEqual(['half-a-test']);
  expect(of(ids.code, { starter: '#'.repeat(20_001) })).toEqual(['program-too-long']);
  const spoken = {
    kind: 'speak',
    phrase: 'Good morning!',
    'voice:a': { place: 'a0', text: 'Ada', match: 'assets/abcdef12.wav' },
  };
  expect(of(ids.numeric, spoken)).toEqual([]);
  expect(of(ids.numeric, { ...spoken, phrase: '?!', 'voice:a': null })).toEqual(['no-phrase', 'no-voice']);
  expect(of(ids.numeric, { ...spoken, 'voice:b': { place: 'a1', text: '', match: '' }, spokenIn: 'Spanish!' })).toEqual(
    ['voice-without-name', 'voice-without-sound', 'spoken-in'],
  );
  expect(of(ids.practice, { kind: 'test' })).toEqual([]);
  expect(of(ids.practice, { kind: 'test', gradedOn: 'server' })).toEqual(['code-at-service']);
});

test('advice is given where learners would learn little', () => {
  expect(adviseOn(tree())).toEqual([]);
  const guessed = ['numeric', 'short_text', 'ordering', 'matching', 'cloze', 'code'].reduce(
    (all, kind) =>
      all.map((row) =>
        row.id === ids[kind]
          ? (changeRow(courseDrafts, row as never, { details: { kind: { value: 'true_false' } } }, later) as Draft)
          : row,
      ),
    rows,
  );
  expect(adviseOn(tree(guessed))).toEqual([{ id: ids.course, advice: 'mostly-true-false' }]);
  const details = { kind: { value: 'speak' }, 'voice:a': { value: { place: 'a0', text: 'Ada' } } };
  expect(adviseOn(tree(change(ids.numeric, { details })))).toEqual([
    { id: ids.course, advice: 'few-phrases' },
    { id: ids.numeric, advice: 'one-voice' },
  ]);
});

test('deleted parts, and parts of what was deleted, are not in the course; nothing can be within itself', () => {
  const without = tree(change(ids.practice, { deletedAt: 5 }));
  expect(allWithin(without).map(({ kind }) => kind)).toEqual(['course', 'skill', 'unit', 'lesson']);
  const turned = tree(change(ids.unit, { parentId: ids.lesson }));
  expect(allWithin(turned).map(({ kind }) => kind)).toEqual(['course', 'skill']);
});

test('a line of the course’s files tells which draft it is about', () => {
  const { files, draftAt } = draftFiles(tree(), 'course-1');
  expect([...files.keys()]).toEqual([
    ...['course.md', 'units/01-start/unit.md', 'units/01-start/01-one.lesson.md', 'units/01-start/01-one.practice.md'],
    ...['starter', 'solution'].map((name) => `units/01-start/q-${ids.code}.code/${name}.py`),
  ]);
  const path = 'units/01-start/01-one.practice.md';
  const lines = (files.get(path) as string).split('\n');
  const at = lines.findIndex((text) => text.includes(ids.numeric as string)) + 1;
  expect(draftAt(path, at)).toBe(ids.numeric);
  expect(draftAt(path, 1)).toBe(ids.practice);
  expect(draftAt(`units/01-start/q-${ids.code}.code/solution.py`, 2)).toBe(ids.code);
  expect(draftAt('assets/x.png', 1)).toBe(ids.course);
});

test('gaps are read as they are written between brackets', () => {
  expect(readGaps('At [[ 99,5 ]] it is [[*hot|cold]], or [[steam / vapour]].')).toEqual({
    text: 'At [[g1]] it is [[g2]], or [[g3]].',
    gaps: [
      { id: 'g1', kind: 'number', answer: 99.5 },
      {
        id: 'g2',
        kind: 'choice',
        options: [
          { id: 'o1', text: 'hot', correct: true },
          { id: 'o2', text: 'cold', correct: false },
        ],
      },
      { id: 'g3', kind: 'text', accept: ['steam', 'vapour'] },
    ],
  });
});
