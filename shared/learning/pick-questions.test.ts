import { expect, test } from 'vitest';
import { FREE_SIZE, type PoolQuestion, pickQuestions, type SkillStanding } from './pick-questions.ts';

const question = (questionId: string, skillId: string, last: PoolQuestion['last'] = null): PoolQuestion => ({
  questionId,
  skillIds: [skillId],
  last,
});
const standing = (status: SkillStanding['status'], level = 0.5): SkillStanding => ({ status, level });
const ids = (questions: PoolQuestion[]) => questions.map(({ questionId }) => questionId);
const many = (skillId: string, count: number) =>
  Array.from({ length: count }, (_, index) => question(`${skillId}${index}`, skillId));

test('mistakes are the questions whose latest answer was not right, the freshest first', () => {
  const pool = [
    question('never', 's'),
    question('right', 's', { correct: true, at: 9 }),
    question('old', 's', { correct: false, at: 1 }),
    question('new', 's', { correct: false, at: 5 }),
  ];
  expect(ids(pickQuestions('mistakes', pool, new Map(), 'seed'))).toEqual(['new', 'old']);
});

test('a review takes skills in turn, weakest first, and leaves alone what is well known or not begun', () => {
  const skills = new Map([
    ['learning', standing('in_progress', 0.4)],
    ['sure', standing('mastered', 0.99)],
    ['new', standing('not_started', 0)],
    ['fading', standing('review_needed', 0.7)],
  ]);
  const pool = [...many('learning', 6), ...many('sure', 6), ...many('new', 6), ...many('fading', 2)];
  const picked = ids(pickQuestions('review', pool, skills, 'seed'));
  expect(picked).toHaveLength(FREE_SIZE.review);
  expect(picked.map((id) => id.slice(0, -1))).toEqual([
    'fading',
    'learning',
    'fading',
    'learning',
    'learning',
    'learning',
    'learning',
    'learning',
  ]);
});

test('what was answered longest ago comes before what was answered lately', () => {
  const pool = [question('lately', 's', { correct: true, at: 8 }), question('long ago', 's', { correct: true, at: 2 })];
  expect(ids(pickQuestions('review', pool, new Map([['s', standing('in_progress')]]), 'x'))[0]).toBe('long ago');
});

test('a mixed round takes of every begun skill, no question twice', () => {
  const skills = new Map([
    ['a', standing('mastered')],
    ['b', standing('in_progress')],
  ]);
  const shared = { questionId: 'both', skillIds: ['a', 'b'], last: null };
  const picked = ids(pickQuestions('mixed', [...many('a', 8), ...many('b', 8), shared], skills, 'seed'));
  expect(picked).toHaveLength(FREE_SIZE.mixed);
  expect(new Set(picked).size).toBe(picked.length);
  expect(picked.some((id) => id.startsWith('a')) && picked.some((id) => id.startsWith('b'))).toBe(true);
});

test('the same is picked whatever the order of the pool, and something else with another seed', () => {
  const skills = new Map([['a', standing('in_progress')]]);
  const pool = many('a', 30);
  const picked = ids(pickQuestions('review', pool, skills, 'one'));
  expect(ids(pickQuestions('review', [...pool].reverse(), skills, 'one'))).toEqual(picked);
  expect(ids(pickQuestions('review', pool, skills, 'two'))).not.toEqual(picked);
});
