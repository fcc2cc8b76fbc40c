import type { LessonMedia } from '@hornbook/shared/content/media.ts';
import { Trans } from '@lingui/react/macro';
import { Section } from '../../../components/page.tsx';
import { Reader, type ReaderProps } from '../reader.tsx';
import { PhraseList } from './phrase-list.tsx';
import { RecordingsStrip } from './recordings-strip.tsx';
import { StoryReader } from './story-reader.tsx';
import { useLessonFiles } from './use-lesson-files.ts';
import { VideoPlayer } from './video-player.tsx';
import { WordList } from './word-list.tsx';

/** A lesson that can be watched and heard: its video and its story come before the text, its words and phrases after. */
export const MediaReader = ({ media, ...props }: ReaderProps & { media: LessonMedia }) => {
  const { course, lesson } = props;
  const { entry, header, part } = lesson;
  const { language, courseId } = entry;
  const files = useLessonFiles(course, courseId, header.id);
  const { video, story, vocabulary, phrases } = media;
  return (
    <Reader
      {...props}
      before={
        <>
          <RecordingsStrip courseId={courseId} files={files} />
          {video && (
            <Section title={<bdi lang={language}>{video.title}</bdi>}>
              <VideoPlayer video={video} lang={language} files={files} />
            </Section>
          )}
          {story && (
            <Section title={<bdi lang={language}>{story.title}</bdi>}>
              <StoryReader
                course={course}
                story={story}
                activity={part.activities.find(({ id }) => id === story.activityId)}
                lang={language}
                files={files}
              />
            </Section>
          )}
        </>
      }
      after={
        <>
          {vocabulary && (
            <Section title={<Trans>Words</Trans>}>
              <WordList vocabulary={vocabulary} lang={language} files={files} />
            </Section>
          )}
          {phrases && (
            <Section title={<Trans>Say it aloud</Trans>}>
              <PhraseList phrases={phrases} lang={language} files={files} />
            </Section>
          )}
        </>
      }
    />
  );
};
