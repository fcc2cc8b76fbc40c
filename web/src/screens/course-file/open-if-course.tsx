import { Trans } from '@lingui/react/macro';
import { useEffect, useState } from 'react';
import { Button } from '../../components/button.tsx';
import { looksLikeCourse } from '../../data/commands/open-course-file.ts';
import { dropArrival } from '../../data/commands/take-arrivals.ts';
import { useOpenCourse } from './use-open-course.tsx';

/** For something another app sent that is a course: it is opened, not put into a subject. */
export const OpenIfCourse = ({ id, file }: { id: string; file: Blob }) => {
  const [isCourse, setIsCourse] = useState(false);
  // What was sent has come to be on this device, and waits for nothing any more.
  const { open, message, dialog } = useOpenCourse({ onTaken: () => void dropArrival(id) });
  useEffect(() => {
    let current = true;
    void looksLikeCourse(file).then((looks) => current && setIsCourse(looks));
    return () => {
      current = false;
    };
  }, [file]);
  if (!isCourse) return null;
  return (
    <>
      <Button look="plain" icon="install" onClick={() => void open(file)}>
        <Trans>Open the course</Trans>
      </Button>
      <span role="status">{message}</span>
      {dialog}
    </>
  );
};
