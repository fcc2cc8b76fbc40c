import { courseDrafts, type Draft } from '../collections/course-drafts.ts';
import { formatHlc } from '../sync/hlc.ts';
import { newRow } from '../sync/write-row.ts';
import { typeAll } from '../text/edit-text.ts';

/** A row as an author's device makes it, at a stamp of its own. */
export const makeDraft = (
  at: number,
  said: Pick<Draft, 'id' | 'kind' | 'courseId' | 'parentId'> & { place?: string; title?: string; text?: string },
  details: Record<string, unknown> = {},
): Draft => {
  const { text = '', place = 'a0', title = '', ...rest } = said;
  const entries = Object.fromEntries(Object.entries(details).map(([name, value]) => [name, { value }]));
  const values = {
    ...rest,
    place,
    title,
    addedAt: at,
    details: entries,
    ...(text ? { text: typeAll(text, 'sitting0') } : {}),
  };
  return newRow(courseDrafts, values as never, formatHlc(at, 0, 'replicaa00')) as Draft;
};

const option = (place: string, text: string, correct = false, feedback = '') => ({ place, text, correct, feedback });

/** A question of every kind the desk knows, finished: its details by kind. */
export const finishedQuestions: Readonly<Record<string, Record<string, unknown>>> = {
  multiple_choice: {
    'option:a': option('a0', 'Paris', true),
    'option:b': option('a1', 'Lyon', false, 'It is large, but not the capital.'),
  },
  multiple_response: {
    'option:a': option('a0', 'Two', true),
    'option:b': option('a1', 'Three', true),
    'option:c': option('a2', 'Four'),
  },
  true_false: { answer: false, feedbackTrue: 'Look at a ship that sails away.' },
  numeric: { answer: 100, tolerance: 1, unit: '°C' },
  short_text: {
    accept: ['evaporation'],
    'near:a': { place: 'a0', text: 'condensation', feedback: 'The other way round.' },
  },
  ordering: {
    'item:a': { place: 'a0', text: 'Seed' },
    'item:b': { place: 'a1', text: 'Sprout' },
    'item:c': { place: 'a2', text: 'Tree' },
  },
  matching: {
    'pair:a': { place: 'a0', text: 'Bee', match: 'Hive' },
    'pair:b': { place: 'a1', text: 'Bird', match: 'Nest' },
    others: ['Barn'],
  },
  cloze: { gapText: 'At [[100]] degrees water becomes [[*steam | ice]]. That is [[evaporation / boiling]].' },
  code: {
    language: 'python',
    starter: 'def double(n):\n    pass\n',
    solution: 'def double(n):\n    return 2 * n\n',
    'test:a': { place: 'a0', text: 'double(4)', match: '8' },
  },
};

/** A finished course of one unit and one lesson with a practice of a question of each kind. Ids follow from `number`. */
export const draftCourse = (number: number, at: number): { ids: Record<string, string>; rows: Draft[] } => {
  const idOf = (last: number) => `${String(number).padStart(8, '0')}-0000-4000-8000-${String(last).padStart(12, '0')}`;
  const ids = { course: idOf(1), skill: idOf(2), unit: idOf(3), lesson: idOf(4), practice: idOf(5) };
  const courseId = ids.course;
  const rows = [
    makeDraft(
      at,
      { id: ids.course, kind: 'course', courseId, parentId: null, title: `Course ${number}`, text: 'About *this*.' },
      { shortDescription: 'A course of the app.', author: 'Ada', language: 'en', goal: 'See that it works' },
    ),
    makeDraft(at, { id: ids.skill, kind: 'skill', courseId, parentId: ids.course, title: 'Looking' }),
    makeDraft(at, { id: ids.unit, kind: 'unit', courseId, parentId: ids.course, title: 'Start', text: 'It begins.' }),
    makeDraft(
      at,
      {
        id: ids.lesson,
        kind: 'lesson',
        courseId,
        parentId: ids.unit,
        title: 'One',
        text: '## Here\n\nIt is long. $a^2$',
      },
      {
        summary: 'What there is.',
        keyPoints: ['Look.', 'See.'],
        exampleLanguage: 'python',
        exampleCode: '  print(1)\n',
      },
    ),
    makeDraft(
      at,
      { id: ids.practice, kind: 'activity', courseId, parentId: ids.lesson, title: 'Try it' },
      { kind: 'practice' },
    ),
    ...Object.entries(finishedQuestions).map(([kind, details], index) =>
      makeDraft(
        at,
        {
          id: idOf(10 + index),
          kind: 'question',
          courseId,
          parentId: ids.practice,
          place: `a${index}`,
          text: `Ask ${kind}`,
        },
        { ...details, kind, explanation: 'Because it is so.' },
      ),
    ),
  ];
  return {
    ids: {
      ...ids,
      ...Object.fromEntries(Object.keys(finishedQuestions).map((kind, index) => [kind, idOf(10 + index)])),
    },
    rows,
  };
};
