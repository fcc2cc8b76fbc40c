import type { SkillStatus } from '@hornbook/shared/learning/skill-state.ts';
import { expect, test } from 'vitest';
import type { SkillView } from '../../data/queries/skills.ts';
import { practiceAdvice, weakestFirst } from './practice-order.ts';

const skill = (skillId: string, status: SkillStatus, more: Partial<SkillView> = {}): SkillView => ({
  skillId,
  name: skillId,
  subjectArea: 'Maths',
  description: '',
  status,
  own: true,
  known: null,
  lacks: null,
  retrievability: null,
  dueAt: null,
  lastAt: null,
  practice: { courseId: 'c', courseSlug: 'c', activityId: 'a', lessonId: null, minutes: 3 },
  ...more,
});

test('what fades comes first, then what is least known; what is of no course of one’s own comes last', () => {
  const ordered = weakestFirst([
    skill('elsewhere', 'not_started', { own: false }),
    skill('new', 'not_started'),
    skill('sure', 'mastered', { retrievability: 0.97 }),
    skill('half', 'in_progress', { known: 0.5 }),
    skill('weak', 'in_progress', { known: 0.2 }),
    skill('fading', 'review_needed', { retrievability: 0.7 }),
  ]);
  expect(ordered.map(({ skillId }) => skillId)).toEqual(['fading', 'weak', 'half', 'sure', 'new', 'elsewhere']);
});

test('advice begins with what fades and can be practised here', () => {
  const advice = practiceAdvice([
    skill('far', 'review_needed', { practice: null }),
    skill('here', 'review_needed'),
    skill('weak', 'in_progress'),
  ]);
  expect(advice).toMatchObject({ kind: 'fading', first: { skillId: 'here' }, count: 2 });
});

test('without anything fading it is what is being learned, then something new', () => {
  expect(practiceAdvice([skill('weak', 'in_progress'), skill('new', 'not_started')])).toMatchObject({
    kind: 'learning',
  });
  expect(practiceAdvice([skill('sure', 'mastered'), skill('new', 'not_started')])).toMatchObject({ kind: 'new' });
});

test('who has mastered all may rest, and is told what comes next', () => {
  const advice = practiceAdvice([skill('b', 'mastered', { dueAt: 9 }), skill('a', 'mastered', { dueAt: 4 })]);
  expect(advice).toMatchObject({ kind: 'rest', next: { skillId: 'a' } });
});

test('who has begun nothing is not told to review', () => {
  expect(practiceAdvice([skill('new', 'not_started')])).toEqual({ kind: 'nothing' });
  expect(practiceAdvice([])).toEqual({ kind: 'nothing' });
});
