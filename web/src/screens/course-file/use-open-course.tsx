import { Plural, Trans, useLingui } from '@lingui/react/macro';
import { type ReactNode, useState } from 'react';
import { useLocation } from 'wouter';
import { Button } from '../../components/button.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { type CourseFileSeen, lookAtCourseFile, takeCourseFile } from '../../data/commands/open-course-file.ts';
import { useFormat } from '../../i18n/use-format.ts';
import { showToast } from '../../ui-state/toasts.ts';
import { useCourseFileWords } from './use-course-file-words.tsx';

type Ready = Extract<CourseFileSeen, { kind: 'ready' }>;

interface Opening {
  /** Looks at a file, and asks before anything is taken. */
  open: (file: Blob) => Promise<void>;
  message: ReactNode;
  dialog: ReactNode;
}

/** Opens a course that came as a file: what it is, whether it is wanted, and then it is here. */
export const useOpenCourse = ({ onTaken }: { onTaken?: () => void } = {}): Opening => {
  const { t } = useLingui();
  const { bytes } = useFormat();
  const words = useCourseFileWords();
  const [, navigate] = useLocation();
  const [message, setMessage] = useState<ReactNode>('');
  const [offer, setOffer] = useState<{ file: Blob; course: Ready } | null>(null);
  const unreadable = () =>
    setMessage(t`The file could not be read to its end. Nothing was changed; open it once more.`);

  const open = async (file: Blob) => {
    setMessage(t`Looking at it…`);
    try {
      const seen = await lookAtCourseFile(file);
      setMessage(seen.kind === 'ready' ? '' : words(seen));
      if (seen.kind === 'ready') setOffer({ file, course: seen });
    } catch {
      unreadable();
    }
  };
  const take = async () => {
    if (!offer) return;
    setOffer(null);
    setMessage(t`Taking the course onto this device…`);
    try {
      const taken = await takeCourseFile(offer.file);
      if (taken.kind !== 'taken') return setMessage(words(taken));
      setMessage('');
      showToast(t`The course is on this device.`);
      onTaken?.();
      navigate(`/learn/${taken.slug}`);
    } catch {
      unreadable();
    }
  };
  const course = offer?.course;
  const dialog = (
    <Dialog
      open={offer !== null}
      onClose={() => setOffer(null)}
      sheet
      title={course?.standing === 'newer' ? t`Take the newer version?` : t`Take this course?`}
      actions={
        <>
          <Button look="quiet" onClick={() => setOffer(null)}>
            <Trans>No</Trans>
          </Button>
          <Button onClick={() => void take()}>
            <Trans>Take it</Trans>
          </Button>
        </>
      }
    >
      {course && (
        <>
          <p lang={course.language}>
            <strong>{course.title}</strong>
          </p>
          <p lang={course.language}>{course.shortDescription}</p>
          <p>
            <Trans>by {course.author}</Trans>
            {' · '}
            <Plural value={course.lessonCount} one="# lesson" other="# lessons" />
            {' · '}
            {bytes(course.sizeBytes)}
            {course.withMedia && (
              <>
                {' · '}
                <Trans>with sound and videos</Trans>
              </>
            )}
          </p>
          <p>
            {course.standing === 'newer' ? (
              <Trans>You have an older version of it. What you did in it stays.</Trans>
            ) : (
              <Trans>It will be here as if it had been downloaded, and needs no connection.</Trans>
            )}
          </p>
        </>
      )}
    </Dialog>
  );
  return { open, message, dialog };
};
