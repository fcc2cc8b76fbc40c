import type { DraftNode } from '@hornbook/shared/authoring/draft.ts';
import type { ActivityKind } from '@hornbook/shared/content/pack.ts';
import { useLingui } from '@lingui/react/macro';
import { useLocation } from 'wouter';
import { addDraft, type Details } from '../../data/commands/write-drafts.ts';
import { placeAtEnd } from '../../data/places.ts';
import { useTellStored } from '../materials/tell-stored.ts';

/** Adds parts to a course, behind what is there, and opens what is to be written next. */
export const useAddPart = (course: DraftNode) => {
  const { t } = useLingui();
  const [, navigate] = useLocation();
  const tellStored = useTellStored();

  const make = async (kind: DraftNode['kind'], parent: DraftNode, title: string, details: Details = {}) => {
    const place = placeAtEnd(parent.children.filter((child) => child.kind === kind));
    const made = await addDraft({ kind, courseId: course.id, parentId: parent.id, place, title, details });
    return tellStored(made) && made.kind === 'created' ? made.id : null;
  };
  const open = (id: string | null) => {
    if (id !== null) navigate(`/desk/${course.id}/${id}`);
  };
  const question = async (activity: DraftNode) =>
    open(await make('question', activity, '', { kind: 'multiple_choice' }));
  return {
    unit: async () => open(await make('unit', course, t`New unit`)),
    lesson: async (unit: DraftNode) => open(await make('lesson', unit, t`New lesson`)),
    activity: async (parent: DraftNode, kind: ActivityKind) => void (await make('activity', parent, '', { kind })),
    question,
    /** To what a lesson asks: into its first activity, which is made where there is none. */
    questionOf: async (lesson: DraftNode) => {
      const first = lesson.kind === 'activity' ? lesson : lesson.children.find(({ kind }) => kind === 'activity');
      if (first) return question(first);
      const id = await make('activity', lesson, '', { kind: 'practice' });
      if (id !== null) await question({ ...lesson, id, children: [] });
    },
    skill: (title: string) => make('skill', course, title),
  };
};
