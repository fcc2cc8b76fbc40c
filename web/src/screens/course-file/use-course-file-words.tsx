import type { CourseFileRefusal } from '@hornbook/shared/content/course-file.ts';
import { Trans, useLingui } from '@lingui/react/macro';
import type { ReactNode } from 'react';
import { Link } from 'wouter';
import type { CourseFileSeen } from '../../data/commands/open-course-file.ts';
import { useFormat } from '../../i18n/use-format.ts';

const refusals: Record<CourseFileRefusal, ReactNode> = {
  'not-a-course': (
    <Trans>This file is not a course. The name of a course file usually ends in “.hornbook”; look for that one.</Trans>
  ),
  'newer-form': (
    <Trans>
      A newer Hornbook made this file. Let this one update itself with the next connection, then open the file again.
    </Trans>
  ),
  cut: <Trans>The file ends too early: copying it was interrupted. Nothing was changed; ask for it once more.</Trans>,
  damaged: <Trans>The file was damaged on its way. Nothing was changed; ask for it once more.</Trans>,
  'too-large': <Trans>The file is larger than a course may be. Nothing was changed.</Trans>,
  foreign: (
    <Trans>
      This course is from another Hornbook, not from the one this device belongs to. It cannot be taken here: nobody
      would keep your answers.
    </Trans>
  ),
};

/** What is said of a file that is not taken, or not needed. */
export const useCourseFileWords = () => {
  const { t } = useLingui();
  const { bytes } = useFormat();
  return (seen: Exclude<CourseFileSeen, { kind: 'ready' }>): ReactNode => {
    switch (seen.kind) {
      case 'refused':
        return refusals[seen.why];
      case 'here':
        return (
          <Trans>
            All of it is on this device already: <Link href={`/learn/${seen.slug}`}>{seen.title}</Link>
          </Trans>
        );
      case 'older':
        return (
          <Trans>
            The file holds an older version than this device knows. Nothing was changed:{' '}
            <Link href={`/learn/${seen.slug}`}>{seen.title}</Link>
          </Trans>
        );
      case 'no-room': {
        const [needed, free] = [bytes(seen.neededBytes), bytes(seen.freeBytes)];
        return t`There is not enough room: it needs ${needed}, and ${free} are free. Remove a download, then open the file again.`;
      }
      case 'no-contact-yet':
        return (
          <Trans>
            This device has not met its service yet, so it cannot tell whether the course is genuine. Connect once, then
            open the file again.
          </Trans>
        );
    }
  };
};
