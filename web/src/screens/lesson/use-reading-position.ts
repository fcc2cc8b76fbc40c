import { type RefObject, useEffect, useState } from 'react';
import { saveLessonPosition } from '../../data/commands/study-lesson.ts';

const restMs = 700;

/** How far the end of the screen has come through an element, in thousandths. */
const positionIn = (element: HTMLElement): number => {
  const { top, height } = element.getBoundingClientRect();
  const seen = innerHeight - top;
  return Math.round(Math.max(0, Math.min(1, seen / Math.max(height, 1))) * 1000);
};

/** Scrolls to where reading stopped, notes where it stops, and says how far it has come. */
export const useReadingPosition = (
  article: RefObject<HTMLElement | null>,
  courseId: string,
  lessonId: string,
  lastPosition: number,
): number => {
  const [read, setRead] = useState(0);
  const [start] = useState(lastPosition);
  useEffect(() => {
    const element = article.current;
    if (!element) return;
    const top = element.getBoundingClientRect().top + scrollY;
    const resumeAt = top + (start / 1000) * element.offsetHeight - innerHeight;
    // Near either end there is nothing to go back to. After the screen has put the focus on its heading.
    const frame = start < 980 && resumeAt > innerHeight / 4 ? requestAnimationFrame(() => scrollTo(0, resumeAt)) : 0;
    let resting: ReturnType<typeof setTimeout> | undefined;
    const handleScroll = () => {
      setRead(positionIn(element));
      clearTimeout(resting);
      resting = setTimeout(() => void saveLessonPosition(courseId, lessonId, positionIn(element)), restMs);
    };
    setRead(positionIn(element));
    addEventListener('scroll', handleScroll, { passive: true });
    return () => {
      removeEventListener('scroll', handleScroll);
      clearTimeout(resting);
      cancelAnimationFrame(frame);
    };
  }, [article, courseId, lessonId, start]);
  return read;
};
