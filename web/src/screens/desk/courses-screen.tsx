import { Trans, useLingui } from '@lingui/react/macro';
import { useState } from 'react';
import { useLocation } from 'wouter';
import { Button, ButtonLink } from '../../components/button.tsx';
import { Row, Rows } from '../../components/row.tsx';
import { EmptyState, Skeleton } from '../../components/states.tsx';
import { Tag } from '../../components/tag.tsx';
import { createDraftCourse } from '../../data/commands/write-drafts.ts';
import { useDraftCourses } from '../../data/queries/authoring.ts';
import { useProfile } from '../../data/queries/learner.ts';
import { Screen } from '../../shell/screen.tsx';
import { NameDialog } from '../materials/name-dialog.tsx';
import { useTellStored } from '../materials/tell-stored.ts';
import styles from './desk.module.css';
import { InvitationList } from './invitation-list.tsx';

interface Published {
  publishedAt: number | null;
  unpublishedAt: number | null;
}

/** Who sees a course now, in a word. */
export const StateTag = ({ publishedAt, unpublishedAt }: Published) =>
  publishedAt === null ? (
    <Tag>
      <Trans>Draft</Trans>
    </Tag>
  ) : unpublishedAt === null ? (
    <Tag tone="correct" icon="check">
      <Trans>Published</Trans>
    </Tag>
  ) : (
    <Tag tone="accent">
      <Trans>Hidden</Trans>
    </Tag>
  );

/** All courses of this author. */
export const CoursesScreen = () => {
  const { t, i18n } = useLingui();
  const courses = useDraftCourses();
  const profile = useProfile();
  const [, navigate] = useLocation();
  const [isAsking, setIsAsking] = useState(false);
  const tellStored = useTellStored();
  const handleNew = async (title: string) => {
    const author = profile?.fullName || profile?.displayName || '';
    const named = {
      title,
      author,
      language: i18n.locale.slice(0, 2),
      unitTitle: t`First steps`,
      lessonTitle: t`First lesson`,
    };
    const made = await createDraftCourse(named);
    if (tellStored(made) && made.kind === 'created') navigate(`/desk/${made.id}`);
  };
  const add = (
    <div className={courses?.length === 0 ? `${styles.actions} ${styles.beginning}` : styles.actions}>
      <Button icon="add" onClick={() => setIsAsking(true)}>
        <Trans>New course</Trans>
      </Button>
      <ButtonLink look="quiet" icon="install" href="/desk/import">
        <Trans>Bring what you have</Trans>
      </ButtonLink>
    </div>
  );
  return (
    <Screen
      title={t`Author’s desk`}
      lede={<Trans>What you write is kept on this device as you type, and sent when there is a connection.</Trans>}
      back={{ href: '/me', place: <Trans>Me</Trans> }}
    >
      <InvitationList />
      {courses === undefined && <Skeleton label={t`Fetching your courses from this device`} />}
      {courses?.length === 0 && (
        <EmptyState icon="pencil" title={<Trans>Nothing is written yet</Trans>} action={add}>
          <Trans>A course is made of units, a unit of lessons, and a lesson has questions to practise with.</Trans>
        </EmptyState>
      )}
      {courses && courses.length > 0 && (
        <>
          <Rows>
            {courses.map((course) => (
              <Row
                key={course.id}
                icon="learn"
                href={`/desk/${course.id}`}
                title={<bdi>{course.title || t`Without a title`}</bdi>}
                end={<StateTag {...course} />}
              />
            ))}
          </Rows>
          {add}
        </>
      )}
      <NameDialog
        open={isAsking}
        title={t`New course`}
        nameLabel={<Trans>What is it called?</Trans>}
        onClose={() => setIsAsking(false)}
        onKeep={(title) => void handleNew(title)}
      />
    </Screen>
  );
};
