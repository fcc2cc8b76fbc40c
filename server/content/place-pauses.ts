import type { Problems } from '@hornbook/shared/authoring/problems.ts';
import type { Story } from '@hornbook/shared/content/media.ts';
import type { Activity } from '@hornbook/shared/content/pack.ts';
import type { AuthoredStory } from './authored-course.ts';

/** Finds the practice whose questions a story asks between its lines: one, of the same lesson, and all it names. */
export const placePauses = (
  story: Story,
  { fields, linePlace }: AuthoredStory,
  activities: readonly Activity[],
  problems: Problems,
): Story => {
  const asks = (activity: Activity, id: string) => activity.questions.some((question) => question.id === id);
  const practice = activities.find(({ kind, questions }) =>
    questions.some(({ id }) => kind === 'practice' && story.pauses.some(({ questionId }) => questionId === id)),
  );
  fields.story?.lines.forEach((line, index) => {
    if ('ask' in line && !(practice && asks(practice, line.ask))) {
      problems.add(linePlace(index), 'asks a question that is not in the practice of this lesson');
    }
  });
  return { ...story, activityId: practice?.id ?? null };
};
