import type { LessonPart, UnitPart } from '@hornbook/shared/content/pack.ts';
import type { Connections } from '../open-databases.ts';
import { readDueReviews } from './due-reviews.ts';
import { readPart } from './lessons.ts';
import { useLive } from './live.ts';
import { readPlayable } from './playable-questions.ts';

/** A question forgotten again and again, with what explains it. */
export interface LeechView {
  questionId: string;
  promptHtml: string;
  explanationHtml: string | null;
  language: string;
  /** On how many days it was forgotten. */
  lapses: number;
  /** Where to read about it, and where to answer it again. */
  lesson: { href: string; title: string } | null;
  practiceHref: string;
}

/** More at once would be no help. */
const MOST = 3;

export const readLeeches = async (connections: Connections): Promise<LeechView[]> => {
  const { leeches } = await readDueReviews(connections);
  if (leeches.length === 0) return [];
  const playable = await readPlayable(connections);
  const views: LeechView[] = [];
  for (const { questionId, lapses } of leeches.slice(0, MOST)) {
    const found = playable.get(questionId);
    if (!found) continue;
    const { place, courseSlug, language } = found;
    const part = await readPart<LessonPart | UnitPart>(connections, place.part.sha256);
    const question = part?.activities
      .find(({ id }) => id === place.header.id)
      ?.questions.find(({ id }) => id === questionId);
    if (!question) continue;
    const { promptHtml, explanationHtml } = question;
    const lesson = place.lesson && {
      href: `/learn/${courseSlug}/lessons/${place.lesson.id}`,
      title: place.lesson.title,
    };
    const practiceHref = `/play/${courseSlug}/${place.header.id}`;
    views.push({ questionId, promptHtml, explanationHtml, language, lapses, lesson, practiceHref });
  }
  return views;
};

/** What to explain instead of asking it once more. */
export const useLeeches = (): LeechView[] | undefined => useLive(readLeeches);
