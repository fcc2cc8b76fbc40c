import { type DraftNode, questionKindOf } from '@hornbook/shared/authoring/draft.ts';
import { Trans, useLingui } from '@lingui/react/macro';
import { setDetails } from '../../data/commands/write-drafts.ts';
import { useTellStored } from '../materials/tell-stored.ts';
import { CodeFields } from './code-fields.tsx';
import styles from './desk.module.css';
import { FlagDetail, LinesDetail, Mark, NumberDetail, TextDetail } from './detail-fields.tsx';
import { LineList } from './line-list.tsx';
import { SpeakFields } from './speak/speak-fields.tsx';

/** What is right, and what is said to what is wrong: by the kind of the question. */
export const QuestionFields = ({ course, node }: { course: DraftNode; node: DraftNode }) => {
  const { t } = useLingui();
  const kind = questionKindOf(node);
  const toWrong = t`What to say to whoever takes it`;
  switch (kind) {
    case 'multiple_choice':
    case 'multiple_response':
      return (
        <LineList
          node={node}
          kind="option"
          legend={<Trans>Answers to choose from</Trans>}
          hint={<Trans>Learners see them in another order each time.</Trans>}
          correct={kind === 'multiple_choice' ? 'one' : 'several'}
          labels={{ text: t`Answer`, feedback: toWrong, add: t`Add an answer` }}
        />
      );
    case 'true_false':
      return <TrueFalse node={node} />;
    case 'numeric':
      return (
        <div className={styles.form}>
          <NumberDetail node={node} name="answer" label={<Trans>The right number</Trans>} />
          <NumberDetail
            node={node}
            name="tolerance"
            label={<Trans>How far an answer may be off</Trans>}
            hint={<Trans>If empty: it must be exactly this number.</Trans>}
          />
          <TextDetail
            node={node}
            name="unit"
            label={<Trans>Unit</Trans>}
            hint={<Trans>Shown beside the field. If there is one.</Trans>}
            maxLength={20}
          />
        </div>
      );
    case 'short_text':
      return (
        <div className={styles.form}>
          <LinesDetail
            node={node}
            name="accept"
            label={<Trans>Right answers, one a line</Trans>}
            hint={<Trans>The first is shown as the answer. Capitals, spaces and a full stop make no difference.</Trans>}
          />
          <FlagDetail
            node={node}
            name="caseSensitive"
            otherwise={false}
            label={<Trans>Capital letters matter</Trans>}
          />
          <LineList
            node={node}
            kind="near"
            legend={<Trans>Answers that are nearly right</Trans>}
            labels={{ text: t`Answer`, feedback: t`What to say to it`, add: t`Add one that is nearly right` }}
          />
        </div>
      );
    case 'ordering':
      return (
        <LineList
          node={node}
          kind="item"
          legend={<Trans>The lines, in the right order</Trans>}
          hint={<Trans>Learners see them in another one, and put them in order.</Trans>}
          labels={{ text: t`Line`, feedback: t`What to say when it is out of place`, add: t`Add a line` }}
        />
      );
    case 'matching':
      return (
        <div className={styles.form}>
          <LineList
            node={node}
            kind="pair"
            legend={<Trans>The pairs</Trans>}
            labels={{
              text: t`This`,
              match: t`belongs with`,
              feedback: t`What to say when it got another`,
              add: t`Add a pair`,
            }}
          />
          <LinesDetail
            node={node}
            name="others"
            label={<Trans>To choose from as well, though they belong to nothing, one a line</Trans>}
            rows={2}
          />
        </div>
      );
    case 'cloze':
      return (
        <TextDetail
          node={node}
          name="gapText"
          label={<Trans>Text with gaps</Trans>}
          hint={
            <Trans>
              A gap is its answer in double brackets: [[100]] for a number, [[steam / vapour]] for words, any of which
              is right, [[*steam | ice]] for a choice, the right one with a star.
            </Trans>
          }
          rows={5}
          maxLength={6000}
        />
      );
    case 'code':
      return <CodeFields node={node} />;
    case 'speak':
      return <SpeakFields course={course} node={node} />;
  }
};

const TrueFalse = ({ node }: { node: DraftNode }) => {
  const tellStored = useTellStored();
  const set = (answer: boolean) => void setDetails(node.id, { answer }).then(tellStored);
  const { answer } = node.details;
  const name = `${node.id}-answer`;
  return (
    <div className={styles.form}>
      <fieldset className={styles.fields}>
        <legend className={styles.label}>
          <Trans>What you say is</Trans>
        </legend>
        <Mark
          type="radio"
          name={name}
          label={<Trans>True</Trans>}
          checked={answer === true}
          onChange={() => set(true)}
        />
        <Mark
          type="radio"
          name={name}
          label={<Trans>False</Trans>}
          checked={answer === false}
          onChange={() => set(false)}
        />
      </fieldset>
      {answer !== true && (
        <TextDetail node={node} name="feedbackTrue" label={<Trans>What to say to whoever takes it for true</Trans>} />
      )}
      {answer !== false && (
        <TextDetail node={node} name="feedbackFalse" label={<Trans>What to say to whoever takes it for false</Trans>} />
      )}
    </div>
  );
};
