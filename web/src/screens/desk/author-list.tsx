import type { CourseAuthor } from '@hornbook/shared/authoring/authors-protocol.ts';
import { Trans, useLingui } from '@lingui/react/macro';
import { useState } from 'react';
import { Button } from '../../components/button.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { Tag } from '../../components/tag.tsx';
import { endAuthor } from '../../data/commands/course-authors.ts';
import { useFormat } from '../../i18n/use-format.ts';
import { sendNow } from '../../ui-state/send-now.ts';
import type { Act } from './authors-screen.tsx';
import styles from './desk.module.css';

interface AuthorListProps {
  courseId: string;
  authors: readonly CourseAuthor[];
  act: Act;
}

/** Everybody who writes a course; one who was asked may leave, and be asked to. */
export const AuthorList = ({ courseId, authors, act }: AuthorListProps) => {
  const { t } = useLingui();
  const { day } = useFormat();
  const [ending, setEnding] = useState<CourseAuthor | null>(null);
  if (authors.length === 0)
    return (
      <p>
        <Trans>You alone write this course.</Trans>
      </p>
    );
  const nameOf = ({ name, email }: CourseAuthor) => name || email || t`An author without a name`;
  const other = ending && !ending.isYou ? nameOf(ending) : '';
  const handleEnd = async () => {
    const email = ending?.email;
    setEnding(null);
    if (!email) return;
    await act(endAuthor(courseId, email));
    // What has become of one's own copy comes by the feed.
    sendNow();
  };
  return (
    <>
      <ul className={styles.items}>
        {authors.map((author) => {
          const { email, isYou, since, mayEnd } = author;
          const called = nameOf(author);
          const date = day(since);
          return (
            <li key={`${email}${since}`} className={styles.item}>
              <span className={styles.person}>
                <span className={styles.state}>
                  <bdi>{called}</bdi>
                  {isYou && (
                    <Tag>
                      <Trans>You</Trans>
                    </Tag>
                  )}
                </span>
                <span className={styles.quiet}>
                  {email && email !== called && (
                    <>
                      <bdi>{email}</bdi>
                      {' · '}
                    </>
                  )}
                  <Trans>since {date}</Trans>
                </span>
              </span>
              {mayEnd && (
                <Button
                  look="plain"
                  aria-label={isYou ? undefined : t`End it: ${called}`}
                  onClick={() => setEnding(author)}
                >
                  {isYou ? <Trans>Leave this course</Trans> : <Trans>End it</Trans>}
                </Button>
              )}
            </li>
          );
        })}
      </ul>
      <Dialog
        open={ending !== null}
        sheet
        title={ending?.isYou ? t`Leave this course?` : t`No longer write it with ${other}?`}
        onClose={() => setEnding(null)}
        actions={
          <>
            <Button look="quiet" onClick={() => setEnding(null)}>
              <Trans>Go on together</Trans>
            </Button>
            <Button onClick={() => void handleEnd()}>
              {ending?.isYou ? <Trans>Leave</Trans> : <Trans>End it</Trans>}
            </Button>
          </>
        }
      >
        <p>
          {ending?.isYou ? (
            <Trans>
              You keep a copy as it is now, as a draft of your own. What you write in it goes to nobody, and the
              published course stays with the others.
            </Trans>
          ) : (
            <Trans>
              They keep a copy as it is now, as a draft of their own. What they write in it no longer comes to you, and
              they can’t publish this course.
            </Trans>
          )}
        </p>
      </Dialog>
    </>
  );
};
