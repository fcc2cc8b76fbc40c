import type { FreeMode } from '@hornbook/shared/learning/pick-questions.ts';
import { useLingui } from '@lingui/react/macro';
import type { About } from '../../data/commands/converse.ts';
import type { AttemptResult } from '../../data/queries/attempts.ts';
import { type PlayRules, rulesOf } from './play-rules.ts';

export type PlayableAttempt = Extract<AttemptResult, { kind: 'ready' | 'free' }>;

/** What players and results show of an attempt, be it at one activity or at questions of several. */
export interface Played {
  view: PlayableAttempt;
  rules: PlayRules;
  title: string;
  /** Where it belongs: the way out. */
  home: string;
  /** The author's words before the first question. */
  introHtml: string | null;
  lang: string;
  isServerGraded: boolean;
}

export const useFreeTitles = (): Record<FreeMode, string> => {
  const { t } = useLingui();
  return { review: t`Weakest first`, mistakes: t`My mistakes`, mixed: t`Mixed challenge`, speak: t`Speak` };
};

export const usePlayed = (view: PlayableAttempt): Played => {
  const titles = useFreeTitles();
  if (view.kind === 'free') {
    return {
      view,
      rules: rulesOf(view.mode),
      title: titles[view.mode],
      home: view.mode === 'speak' ? '/practice/speak' : '/practice',
      introHtml: null,
      lang: view.questions[0]?.language ?? '',
      isServerGraded: false,
    };
  }
  const { activity, entry, place } = view;
  return {
    view,
    rules: rulesOf(activity.kind),
    title: activity.title,
    home: place.lesson ? `/learn/${entry.slug}/lessons/${place.lesson.id}` : `/learn/${entry.slug}`,
    introHtml: activity.instructionsHtml || null,
    lang: entry.language,
    isServerGraded: activity.gradedOn === 'server',
  };
};

/** What the tutor is asked about here; null in a test, where learners are on their own. */
export const tutorOf = ({
  view,
  title,
}: Pick<Played, 'view' | 'title'>): { about: Partial<About> & Pick<About, 'context'>; name: string } | null => {
  if (view.kind === 'free') return { about: { context: 'general' }, name: title };
  const { activity, entry, place } = view;
  const isOver = view.attempt.status === 'completed';
  if (!isOver && (activity.kind === 'test' || activity.gradedOn === 'server')) return null;
  const where = { courseId: entry.courseId, lessonId: place.lesson?.id ?? null, activityId: activity.id };
  return { about: { context: 'assessment_help', ...where }, name: title };
};
