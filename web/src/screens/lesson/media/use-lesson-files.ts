import type { MediaSource } from '@hornbook/shared/content/media.ts';
import { useEffect, useRef } from 'react';
import { downloadPart, pauseDownload, resumeDownload } from '../../../data/commands/manage-downloads.ts';
import { refetchAssets, removeMedia } from '../../../data/commands/remove-downloads.ts';
import { playedForm } from '../../../data/downloads/played-form.ts';
import { type LessonRecordings, useLessonRecordings } from '../../../data/queries/lesson-recordings.ts';
import { useDownloadWords } from '../../course/use-download-words.ts';

const nothing: LessonRecordings = {
  download: 'none',
  sizeBytes: 0,
  storedBytes: 0,
  stored: new Set(),
  waitsForNetwork: false,
  scope: null,
};

/** The recordings of a lesson on this device, and what can be done about them. */
export const useLessonFiles = (course: string, courseId: string, lessonId: string) => {
  const view = useLessonRecordings(course, lessonId) ?? nothing;
  const { report } = useDownloadWords();
  const before = useRef<ReadonlySet<string>>(view.stored);
  const { stored, download: state } = view;
  useEffect(() => {
    before.current = stored;
  }, [stored]);
  const scope = view.scope ?? lessonId;
  return {
    ...view,
    coming: state === 'downloading',
    justCame: (sha256: string) => stored.has(sha256) && !before.current.has(sha256),
    /** The form this browser plays. */
    choose: (sources: readonly MediaSource[]): MediaSource => {
      const fitting = sources.find(({ mediaType }) => mediaType.includes(`/${playedForm()}`)) ?? sources[0];
      if (!fitting) throw new Error('A recording has no file.');
      return fitting;
    },
    fetch: async () => {
      // What lies here and doesn't play is fetched anew.
      if (state === 'downloaded') await refetchAssets([...stored]);
      report(await downloadPart(courseId, lessonId, { withMedia: true }));
    },
    pause: () => void pauseDownload(courseId, scope),
    resume: () => void resumeDownload(courseId, scope),
    remove: () => removeMedia(courseId, lessonId),
    scope,
  };
};

export type LessonFiles = ReturnType<typeof useLessonFiles>;
