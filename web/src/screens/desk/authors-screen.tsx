import type { AuthorsOfCourse } from '@hornbook/shared/authoring/authors-protocol.ts';
import { Plural, Trans, useLingui } from '@lingui/react/macro';
import { useState } from 'react';
import { Button } from '../../components/button.tsx';
import { Section } from '../../components/page.tsx';
import { MissingState, Skeleton } from '../../components/states.tsx';
import { takeInvitationBack } from '../../data/commands/course-authors.ts';
import type { AuthoringAnswer } from '../../data/commands/publish-course.ts';
import { useFormat } from '../../i18n/use-format.ts';
import { Screen } from '../../shell/screen.tsx';
import { NotFoundScreen } from '../not-found/not-found-screen.tsx';
import { AnswerWords } from './answer-words.tsx';
import { ApartParts } from './apart-parts.tsx';
import { AuthorList } from './author-list.tsx';
import styles from './desk.module.css';
import { InviteForm } from './invite-form.tsx';
import { useAuthors } from './use-authors.ts';
import { type ReadyCourse, useReadyCourse } from './use-ready-course.ts';

/** Who writes a course, and how somebody comes to write it, too. */
export const AuthorsScreen = ({ courseId }: { courseId: string }) => {
  const { t } = useLingui();
  const ready = useReadyCourse(courseId);
  if (ready === null) return <NotFoundScreen />;
  return (
    <Screen
      title={t`Authors of this course`}
      back={{ href: `/desk/${courseId}`, place: ready ? <bdi>{ready.course.title || t`Without a title`}</bdi> : null }}
      lede={
        <Trans>
          Everybody who writes it has all of it on their own device, with or without a connection. What several write is
          joined when it arrives: nobody overwrites anybody.
        </Trans>
      }
    >
      {ready ? <Authors {...ready} /> : <Skeleton label={t`Fetching the course from this device`} />}
    </Screen>
  );
};

const Authors = (ready: ReadyCourse) => {
  const { course } = ready;
  const { t } = useLingui();
  const { told, known, ask } = useAuthors(course.id);
  const [said, setSaid] = useState<AuthoringAnswer>();
  /** Does something, and looks again who writes it. */
  const act: Act = async (request) => {
    const answer = await request;
    if (answer.kind !== 'unreachable') await ask();
    return answer;
  };
  const actAndSay: Act = async (request) => {
    setSaid(undefined);
    const answer = await act(request);
    setSaid(answer);
    return answer;
  };
  if (told === undefined) return <Skeleton label={t`Asking the service who writes it`} />;
  if (known === null)
    return (
      <MissingState title={<Trans>Who writes it is not known here yet</Trans>}>
        {told.kind !== 'authors' && <AnswerWords answer={told} />}
      </MissingState>
    );
  return (
    <div className={styles.desk}>
      <div role="status">{said && said.kind !== 'done' && <AnswerWords answer={said} />}</div>
      {known.apart.length > 0 && <ApartParts {...ready} apart={known.apart} />}
      {known.filesWithoutRoom > 0 && (
        <Section title={<Trans>Your room for files of others is full</Trans>}>
          <p>
            <Plural
              value={known.filesWithoutRoom}
              one="# file of the other authors did not fit here. Files that no course of yours shows any more make room after thirty days."
              other="# files of the other authors did not fit here. Files that no course of yours shows any more make room after thirty days."
            />
          </p>
        </Section>
      )}
      <Section title={<Trans>Who writes it</Trans>}>
        <AuthorList courseId={course.id} authors={known.authors} act={actAndSay} />
      </Section>
      {known.asked.length > 0 && (
        <Section title={<Trans>Asked, and not answered yet</Trans>}>
          <Asked courseId={course.id} asked={known.asked} act={actAndSay} />
        </Section>
      )}
      <Section title={<Trans>Ask somebody to write it with you</Trans>}>
        <InviteForm courseId={course.id} confirmsAddresses={known.confirmsAddresses} act={act} />
      </Section>
    </div>
  );
};

export type Act = (request: Promise<AuthoringAnswer>) => Promise<AuthoringAnswer>;

const Asked = ({ courseId, asked, act }: { courseId: string; asked: AuthorsOfCourse['asked']; act: Act }) => {
  const { t } = useLingui();
  const { day } = useFormat();
  return (
    <ul className={styles.items}>
      {asked.map(({ email, at }) => (
        <li key={email} className={styles.item}>
          <span className={styles.person}>
            <span>
              <bdi>{email}</bdi>
            </span>
            <span className={styles.quiet}>
              <bdi>{day(at)}</bdi>
            </span>
          </span>
          <Button
            look="plain"
            aria-label={t`Take back: ${email}`}
            onClick={() => void act(takeInvitationBack(courseId, email))}
          >
            <Trans>Take back</Trans>
          </Button>
        </li>
      ))}
    </ul>
  );
};
