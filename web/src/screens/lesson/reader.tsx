import { Trans } from '@lingui/react/macro';
import { type ReactNode, useEffect, useMemo, useRef } from 'react';
import { Disclosure } from '../../components/disclosure.tsx';
import { HtmlBlock } from '../../components/html-block.tsx';
import { addStudyTime, openLesson } from '../../data/commands/study-lesson.ts';
import type { LessonProgressView, LessonResult } from '../../data/queries/lessons.ts';
import { passagesOfLesson } from '../../data/search/passages-of.ts';
import { difficultyWords, Minutes } from '../../i18n/words.tsx';
import { Screen } from '../../shell/screen.tsx';
import { useActiveTime } from '../../shell/use-active-time.ts';
import { useFoundPassage } from '../search/use-found-passage.ts';
import { TutorButton } from '../tutor/tutor-button.tsx';
import styles from './lesson.module.css';
import { LessonEnd } from './lesson-end.tsx';
import { useReadingPosition } from './use-reading-position.ts';

export type ReadyLesson = Extract<LessonResult, { kind: 'ready' }>;

export interface ReaderProps {
  course: string;
  lesson: ReadyLesson;
  progress: LessonProgressView;
  /** What comes before and after the lesson's text. */
  before?: ReactNode;
  after?: ReactNode;
}

/** A lesson to read. It opens where reading stopped, and counts the time that was spent reading. */
export const Reader = ({ course, lesson, progress, before, after }: ReaderProps) => {
  const { entry, unit, header, part } = lesson;
  const { courseId, language } = entry;
  const article = useRef<HTMLElement>(null);
  const passages = useMemo(() => passagesOfLesson(part).map(({ text }) => text), [part]);
  const isFound = useFoundPassage(article, passages);
  const read = useReadingPosition(article, courseId, header.id, isFound ? 0 : progress.lastPosition);
  useActiveTime((ms) => void addStudyTime({ courseId, lessonId: header.id, ms }));
  useEffect(() => {
    void openLesson(courseId, header.id);
  }, [courseId, header.id]);
  const place = unit.lessons.findIndex(({ id }) => id === header.id) + 1;
  const count = unit.lessons.length;
  const { codeExample, explanationHtml, keyPoints } = part;
  return (
    <Screen
      title={header.title}
      focused
      back={{
        href: `/learn/${course}`,
        place: (
          <Trans>
            {unit.title} · {place} of {count}
          </Trans>
        ),
      }}
      lede={
        <>
          {difficultyWords[header.difficulty]} · <Minutes count={header.estimatedMinutes} />
        </>
      }
      tool={<TutorButton about={{ context: 'lesson', courseId, lessonId: header.id }} name={header.title} />}
      progress={
        <div className={styles.track} aria-hidden="true">
          <span className={styles.read} style={{ scale: `${read / 1000} 1` }} />
        </div>
      }
    >
      <article ref={article} className={styles.article}>
        {before}
        <HtmlBlock html={part.html} look="reading" lang={language} />
        {codeExample && (
          <figure className={styles.code}>
            <HtmlBlock html={codeExample.html} />
            <figcaption lang={language}>{codeExample.caption}</figcaption>
          </figure>
        )}
        {explanationHtml && (
          <Disclosure summary={<Trans>The same idea another way</Trans>}>
            <HtmlBlock html={explanationHtml} look="reading" lang={language} />
          </Disclosure>
        )}
        {after}
        {keyPoints.length > 0 && (
          <section className={styles.keys}>
            <h2>
              <Trans>To take along</Trans>
            </h2>
            <ul lang={language}>
              {keyPoints.map((point) => (
                <li key={point}>{point}</li>
              ))}
            </ul>
          </section>
        )}
      </article>
      <LessonEnd course={course} lesson={lesson} progress={progress} />
    </Screen>
  );
};
