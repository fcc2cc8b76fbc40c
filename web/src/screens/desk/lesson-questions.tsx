import { allWithin, type DraftNode } from '@hornbook/shared/authoring/draft.ts';
import { Trans } from '@lingui/react/macro';
import { Button } from '../../components/button.tsx';
import { Section } from '../../components/page.tsx';
import { Row, Rows } from '../../components/row.tsx';
import styles from './desk.module.css';
import { iconOf, usePartName } from './part-words.tsx';
import { useAddPart } from './use-add-part.ts';

/** What a lesson or an activity asks, and the way to ask more. */
export const LessonQuestions = ({ course, lesson }: { course: DraftNode; lesson: DraftNode }) => {
  const nameOf = usePartName();
  const add = useAddPart(course);
  const questions = allWithin(lesson).filter(({ kind }) => kind === 'question');
  return (
    <Section title={<Trans>Questions</Trans>}>
      {questions.length > 0 && (
        <Rows>
          {questions.map((question) => (
            <Row
              key={question.id}
              icon={iconOf(question)}
              href={`/desk/${course.id}/${question.id}`}
              title={<bdi>{nameOf(question)}</bdi>}
            />
          ))}
        </Rows>
      )}
      <div className={styles.adding}>
        <Button look="quiet" icon="add" onClick={() => void add.questionOf(lesson)}>
          <Trans>Add a question</Trans>
        </Button>
      </div>
    </Section>
  );
};
