import { expect, test } from 'vitest';
import type { CourseView } from '../../data/queries/course-view.ts';
import { nextStep } from './next-step.ts';

const activity = (id: string, attempts = 0) => ({ header: { id, kind: 'quiz', title: `Quiz ${id}` }, attempts });
const lesson = (id: string, ...activities: object[]) => ({ header: { id, title: `Lesson ${id}` }, activities });
const course = (...units: object[]) => ({ units }) as unknown as CourseView;

test('after a practice comes the quiz of the same lesson', () => {
  const view = course({ lessons: [lesson('1', activity('p', 1), activity('q')), lesson('2')], activities: [] });
  expect(nextStep(view, 'p')).toMatchObject({ kind: 'activity', id: 'q', activityKind: 'quiz' });
});

test('after a lesson’s last activity comes the next lesson, over the end of a unit too', () => {
  const view = course(
    { lessons: [lesson('1', activity('q', 1))], activities: [] },
    { lessons: [lesson('2')], activities: [] },
  );
  expect(nextStep(view, 'q')).toMatchObject({ kind: 'lesson', id: '2' });
});

test('what was done before is not pressed on anyone', () => {
  const view = course({ lessons: [lesson('1', activity('p', 1), activity('q', 3)), lesson('2')], activities: [] });
  expect(nextStep(view, 'p')).toMatchObject({ kind: 'lesson', id: '2' });
});

test('a unit’s own test comes after its lessons', () => {
  const unit = { lessons: [lesson('1', activity('q', 1))], activities: [activity('t')] };
  expect(nextStep(course(unit), 'q')).toMatchObject({ kind: 'activity', id: 't' });
});

test('a unit whose test is done leads on to the next unit', () => {
  const view = course(
    { lessons: [lesson('1', activity('q', 1))], activities: [activity('t', 1)] },
    { lessons: [lesson('2')], activities: [] },
  );
  expect(nextStep(view, 'q')).toMatchObject({ kind: 'lesson', id: '2' });
});

test('after the last there is the course', () => {
  expect(nextStep(course({ lessons: [lesson('1', activity('q', 1))], activities: [] }), 'q')).toEqual({
    kind: 'course',
  });
  expect(nextStep(course(), 'gone')).toEqual({ kind: 'course' });
});
