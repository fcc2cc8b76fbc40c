import { checkDrafts } from '@hornbook/shared/authoring/check-drafts.ts';
import type { DraftNode } from '@hornbook/shared/authoring/draft.ts';
import { Plural, Trans, useLingui } from '@lingui/react/macro';
import { useMemo } from 'react';
import { useLocation } from 'wouter';
import { Button, ButtonLink } from '../../components/button.tsx';
import { Section } from '../../components/page.tsx';
import { Skeleton } from '../../components/states.tsx';
import { bringBackDraft, deleteDraft } from '../../data/commands/write-drafts.ts';
import { Screen } from '../../shell/screen.tsx';
import { showToast } from '../../ui-state/toasts.ts';
import { useTellStored } from '../materials/tell-stored.ts';
import { NotFoundScreen } from '../not-found/not-found-screen.tsx';
import { ApartNotice } from './apart-parts.tsx';
import { StateTag } from './courses-screen.tsx';
import styles from './desk.module.css';
import { ExportCourse } from './export-course.tsx';
import { PartTree } from './part-tree.tsx';
import { useAddPart } from './use-add-part.ts';
import { useReadyCourse } from './use-ready-course.ts';

/** A course as its author sees it: all its parts, and the ways on from here. */
export const CourseScreen = ({ courseId }: { courseId: string }) => {
  const { t } = useLingui();
  const ready = useReadyCourse(courseId);
  if (ready === null) return <NotFoundScreen />;
  return (
    <Screen
      title={ready && (ready.course.title || t`Without a title`)}
      back={{ href: '/desk', place: <Trans>Author’s desk</Trans> }}
    >
      {ready === undefined ? <Skeleton label={t`Fetching the course from this device`} /> : <Course {...ready} />}
    </Screen>
  );
};

type CourseProps = Extract<ReturnType<typeof useReadyCourse>, object>;

const Course = ({ course, publishedAt, unpublishedAt, waiting }: CourseProps) => {
  const { t } = useLingui();
  const [, navigate] = useLocation();
  const tellStored = useTellStored();
  const faults = useMemo(() => {
    const counts = new Map<string, number>();
    for (const { id } of checkDrafts(course)) counts.set(id, (counts.get(id) ?? 0) + 1);
    return counts;
  }, [course]);
  const missing = [...faults.values()].reduce((sum, count) => sum + count, 0);
  const handleDelete = async () => {
    // First away from what will not be there any more.
    navigate('/desk');
    if (!tellStored(await deleteDraft(course.id))) return;
    const name = course.title || t`Without a title`;
    showToast(t`Deleted: ${name}`, { label: t`Undo`, onPick: () => void bringBackDraft(course.id) });
  };
  return (
    <div className={styles.desk}>
      <div className={styles.state}>
        <StateTag publishedAt={publishedAt} unpublishedAt={unpublishedAt} />
        <span role="status">
          {waiting > 0 ? (
            <Plural
              value={waiting}
              one="Kept here; # change waits to be sent"
              other="Kept here; # changes wait to be sent"
            />
          ) : (
            <Trans>Kept here and at the service</Trans>
          )}
        </span>
        <ApartNotice courseId={course.id} />
      </div>
      <div className={styles.actions}>
        <ButtonLink icon="send" href={`/desk/${course.id}/publish`}>
          <Trans>Check and publish</Trans>
        </ButtonLink>
        <ButtonLink look="quiet" icon="pencil" href={`/desk/${course.id}/${course.id}`}>
          <Trans>About the course</Trans>
        </ButtonLink>
        {publishedAt !== null && (
          <ButtonLink look="quiet" icon="progress" href={`/desk/${course.id}/learners`}>
            <Trans>What learners make of it</Trans>
          </ButtonLink>
        )}
        <ButtonLink look="quiet" icon="me" href={`/desk/${course.id}/authors`}>
          <Trans>Authors of this course</Trans>
        </ButtonLink>
        <ButtonLink look="quiet" icon="install" href={`/desk/${course.id}/import`}>
          <Trans>Bring what you have</Trans>
        </ButtonLink>
        {missing > 0 && (
          <span className={styles.missing}>
            <Plural value={missing} one="# thing is missing" other="# things are missing" />
          </span>
        )}
      </div>
      <Section title={<Trans>What is in it</Trans>}>
        <PartTree course={course} faults={faults} addTo={(node) => <AddTo course={course} node={node} />} />
        <div className={styles.adding}>
          <AddTo course={course} node={course} />
        </div>
      </Section>
      <div className={styles.actions}>
        <ExportCourse courseId={course.id} />
        {publishedAt === null && (
          <Button look="plain" icon="remove" onClick={() => void handleDelete()}>
            <Trans>Delete this course</Trans>
          </Button>
        )}
      </div>
    </div>
  );
};

/** What can be added to a part. */
const AddTo = ({ course, node }: { course: DraftNode; node: DraftNode }) => {
  const add = useAddPart(course);
  switch (node.kind) {
    case 'course':
      return (
        <Button look="quiet" icon="add" onClick={() => void add.unit()}>
          <Trans>Add a unit</Trans>
        </Button>
      );
    case 'unit':
      return (
        <>
          <Button look="plain" icon="add" onClick={() => void add.lesson(node)}>
            <Trans>Add a lesson</Trans>
          </Button>
          <Button look="plain" icon="add" onClick={() => void add.activity(node, 'test')}>
            <Trans>Add a test of the unit</Trans>
          </Button>
        </>
      );
    case 'lesson':
      return (
        <>
          <Button look="plain" icon="add" onClick={() => void add.activity(node, 'practice')}>
            <Trans>Add a practice</Trans>
          </Button>
          <Button look="plain" icon="add" onClick={() => void add.activity(node, 'quiz')}>
            <Trans>Add a quiz</Trans>
          </Button>
        </>
      );
    case 'activity':
      return (
        <Button look="plain" icon="add" onClick={() => void add.question(node)}>
          <Trans>Add a question</Trans>
        </Button>
      );
    default:
      return null;
  }
};
