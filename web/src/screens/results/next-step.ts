import type { ActivityKind } from '@hornbook/shared/content/pack.ts';
import type { CourseView } from '../../data/queries/course-view.ts';

export type NextStep =
  | { kind: 'activity'; id: string; title: string; activityKind: ActivityKind }
  | { kind: 'lesson'; id: string; title: string }
  | { kind: 'course' };

const toActivity = ({ id, title, kind }: { id: string; title: string; kind: ActivityKind }): NextStep => ({
  kind: 'activity',
  id,
  title,
  activityKind: kind,
});

/**
 * Where to go after an activity: to what its lesson or unit still has, then to the next lesson, then to the course.
 * Activities that were done before are not pressed on anyone.
 */
export const nextStep = (course: Pick<CourseView, 'units'>, activityId: string): NextStep => {
  const places = course.units.flatMap((unit) => [
    ...unit.lessons.map(({ header, activities }) => ({ lesson: header, activities })),
    ...(unit.activities.length > 0 ? [{ lesson: null, activities: unit.activities }] : []),
  ]);
  const here = places.findIndex(({ activities }) => activities.some(({ header }) => header.id === activityId));
  const place = places[here];
  if (!place) return { kind: 'course' };
  const at = place.activities.findIndex(({ header }) => header.id === activityId);
  const waiting = place.activities.slice(at + 1).find(({ attempts }) => attempts === 0);
  if (waiting) {
    return toActivity(waiting.header);
  }
  const following = places[here + 1];
  if (following?.lesson) return { kind: 'lesson', id: following.lesson.id, title: following.lesson.title };
  const unitActivity = following?.activities.find(({ attempts }) => attempts === 0)?.header;
  if (unitActivity) {
    return toActivity(unitActivity);
  }
  const nextLesson = places.slice(here + 1).find(({ lesson }) => lesson !== null)?.lesson;
  return nextLesson ? { kind: 'lesson', id: nextLesson.id, title: nextLesson.title } : { kind: 'course' };
};
