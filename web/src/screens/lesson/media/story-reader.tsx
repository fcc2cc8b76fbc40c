import type { Story } from '@hornbook/shared/content/media.ts';
import type { Activity } from '@hornbook/shared/content/pack.ts';
import { Trans, useLingui } from '@lingui/react/macro';
import { Fragment, useCallback, useEffect, useRef } from 'react';
import { ButtonLink } from '../../../components/button.tsx';
import { packUrl } from '../../../data/downloads/pack-url.ts';
import { Controls } from './controls.tsx';
import styles from './media.module.css';
import { MissingMedia } from './missing-media.tsx';
import { PauseQuestion } from './pause-question.tsx';
import type { LessonFiles } from './use-lesson-files.ts';
import { mediaKeys } from './use-media-keys.ts';
import { useRecording } from './use-recording.ts';
import { useStoryQuestions } from './use-story-questions.ts';

interface StoryReaderProps {
  course: string;
  story: Story;
  activity: Activity | undefined;
  lang: string;
  files: LessonFiles;
}

/** A story to read and to hear, line by line; it stops where something is asked that has no answer yet. */
export const StoryReader = ({ course, story, activity, lang, files }: StoryReaderProps) => {
  const { t } = useLingui();
  const audio = useRef<HTMLAudioElement>(null);
  const questions = useStoryQuestions(course, activity);
  const { title, lines, pauses, durationMs } = story;
  const source = files.choose(story.sources);
  const answered = useRef(questions.responseTo);
  answered.current = questions.responseTo;
  const holdAfter = useCallback(
    ({ id }: { id: string }) =>
      pauses.some(({ afterLineId, questionId }) => afterLineId === id && answered.current(questionId) === null),
    [pauses],
  );
  const recording = useRecording(audio, { name: source.sha256, lines, holdAfter });
  const { failed, again } = recording;
  const stored = files.stored.has(source.sha256);
  useEffect(() => {
    if (stored && failed && files.justCame(source.sha256)) again();
  }, [stored, failed, files, source.sha256, again]);
  let asked = 0;
  const count = pauses.length;
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the keys repeat what the buttons inside do.
    <div className={styles.story} onKeyDown={mediaKeys(recording)}>
      {/* biome-ignore lint/a11y/useMediaCaption: every line of it is on the page, and is marked while it is said. */}
      <audio ref={audio} preload="none" src={packUrl(source.sha256)} />
      <ol className={styles.lines} aria-label={title}>
        {lines.map((line, index) => (
          <Fragment key={line.id}>
            <li data-spoken={line.speaker !== null && line.speaker !== lines[0]?.speaker ? true : undefined}>
              <button
                type="button"
                className={styles.line}
                lang={lang}
                dir="auto"
                aria-current={
                  index === recording.line && (recording.playing || recording.atMs > 0) ? 'true' : undefined
                }
                onClick={() => recording.goTo(index)}
              >
                {line.speaker && line.speaker !== lines[0]?.speaker && (
                  <span className={styles.speaker}>{line.speaker}</span>
                )}
                <span>{line.text}</span>
              </button>
            </li>
            {pauses
              .filter(({ afterLineId }) => afterLineId === line.id)
              .map(({ questionId }) => {
                const question = activity?.questions.find(({ id }) => id === questionId);
                asked += 1;
                return (
                  question && (
                    <li key={questionId} className={styles.asking}>
                      <PauseQuestion
                        question={question}
                        lang={lang}
                        place={t`Question ${asked} of ${count}`}
                        questions={questions}
                      />
                    </li>
                  )
                );
              })}
          </Fragment>
        ))}
      </ol>
      {questions.score !== null && activity && (
        <ButtonLink look="plain" icon="practice" href={`/play/${course}/${activity.id}`}>
          <Trans>Answer the questions again</Trans>
        </ButtonLink>
      )}
      <div className={styles.dock}>
        {failed ? (
          <MissingMedia
            title={title}
            sizeBytes={source.sizeBytes}
            stored={stored}
            coming={files.coming}
            onDownload={() => void files.fetch()}
            onAgain={recording.again}
          />
        ) : (
          <Controls recording={recording} title={title} durationMs={durationMs} />
        )}
      </div>
    </div>
  );
};
