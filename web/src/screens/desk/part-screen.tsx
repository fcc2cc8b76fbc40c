import { type DraftNode, textIn } from '@hornbook/shared/authoring/draft.ts';
import { Trans, useLingui } from '@lingui/react/macro';
import { useLocation } from 'wouter';
import { Button, ButtonLink } from '../../components/button.tsx';
import { Skeleton } from '../../components/states.tsx';
import { Screen } from '../../shell/screen.tsx';
import { NotFoundScreen } from '../not-found/not-found-screen.tsx';
import { ActivityForm, UnitForm } from './container-forms.tsx';
import { CourseForm } from './course-form.tsx';
import styles from './desk.module.css';
import type { DraftRenderer } from './draft-renderer.ts';
import { LessonForm } from './lesson-form.tsx';
import { usePartName } from './part-words.tsx';
import { QuestionForm } from './question-form.tsx';
import { useAddPart } from './use-add-part.ts';
import { useDraftRenderer } from './use-draft-renderer.ts';
import { usePartActions } from './use-part-actions.ts';
import { findPart, parentOf, useReadyCourse } from './use-ready-course.ts';

/** What every form is given. */
export interface FormProps {
  course: DraftNode;
  node: DraftNode;
  renderer: DraftRenderer | undefined;
  /** The language of the course. */
  lang: string;
}

/** One part of a course, to be written. */
export const PartScreen = ({ courseId, partId }: { courseId: string; partId: string }) => {
  const { t } = useLingui();
  const ready = useReadyCourse(courseId);
  const node = ready ? findPart(ready.course, partId) : undefined;
  if (ready === null || (ready && !node)) return <NotFoundScreen />;
  const back = {
    href: `/desk/${courseId}`,
    place: ready ? <bdi>{ready.course.title || t`Without a title`}</bdi> : null,
  };
  if (!ready || !node)
    return (
      <Screen title={undefined} back={back}>
        <Skeleton label={t`Fetching it from this device`} />
      </Screen>
    );
  return <Part course={ready.course} node={node} back={back} />;
};

type Back = { href: string; place: React.ReactNode };

const Part = ({ course, node, back }: { course: DraftNode; node: DraftNode; back: Back }) => {
  const { t } = useLingui();
  const nameOf = usePartName();
  const renderer = useDraftRenderer(course);
  const title = node.kind === 'course' ? t`About the course` : nameOf(node);
  const lang = textIn(course.details, 'language') || 'en';
  return (
    <Screen title={title} back={back}>
      <div className={`${styles.desk} ${styles.form}`}>
        <Form course={course} node={node} renderer={renderer} lang={lang} />
        {node.kind !== 'course' && <After course={course} node={node} />}
      </div>
    </Screen>
  );
};

const Form = (props: FormProps) => {
  switch (props.node.kind) {
    case 'course':
      return <CourseForm {...props} />;
    case 'unit':
      return <UnitForm {...props} />;
    case 'lesson':
      return <LessonForm {...props} />;
    case 'activity':
      return <ActivityForm {...props} />;
    case 'question':
      return <QuestionForm {...props} />;
    case 'skill':
    case 'asset':
      return null;
  }
};

/** The ways on from a part: to the next question, to a question of the lesson, away. */
const After = ({ course, node }: { course: DraftNode; node: DraftNode }) => {
  const [, navigate] = useLocation();
  const actions = usePartActions(course);
  const add = useAddPart(course);
  const parent = parentOf(course, node);
  const siblings = actions.siblingsOf(node);
  const next = siblings[siblings.findIndex(({ id }) => id === node.id) + 1];
  const handleDelete = () => {
    // First away from what will not be there any more.
    navigate(`/desk/${course.id}`);
    void actions.remove(node);
  };
  return (
    <div className={styles.actions}>
      {node.kind === 'question' && (
        <Button look="quiet" icon="add" onClick={() => void add.question(parent)}>
          <Trans>Another question</Trans>
        </Button>
      )}
      {next && (
        <ButtonLink look="quiet" icon="down" href={`/desk/${course.id}/${next.id}`}>
          <Trans>The next one</Trans>
        </ButtonLink>
      )}
      <ButtonLink look="plain" href={`/desk/${course.id}`}>
        <Trans>All of the course</Trans>
      </ButtonLink>
      <Button look="plain" icon="remove" onClick={handleDelete}>
        <Trans>Delete</Trans>
      </Button>
    </div>
  );
};
