import { activityKindOf, DRAFTED_KINDS, questionKindOf } from '@hornbook/shared/authoring/draft.ts';
import { Trans, useLingui } from '@lingui/react/macro';
import { Section } from '../../components/page.tsx';
import { SelectField } from '../../components/select-field.tsx';
import { setDetails } from '../../data/commands/write-drafts.ts';
import { useTellStored } from '../materials/tell-stored.ts';
import { SkillChoice } from './choice-details.tsx';
import styles from './desk.module.css';
import { LinesDetail, TextDetail } from './detail-fields.tsx';
import type { FormProps } from './part-screen.tsx';
import { useQuestionKindNames } from './part-words.tsx';
import { QuestionFields } from './question-fields.tsx';
import { TextEditor } from './text-editor.tsx';
import { TryOut } from './try-out.tsx';
import { parentOf } from './use-ready-course.ts';

/** A question on one side, on the other how learners get it: it can be answered there. */
export const QuestionForm = ({ course, node, renderer, lang }: FormProps) => {
  const { t } = useLingui();
  const kinds = useQuestionKindNames();
  const tellStored = useTellStored();
  const kind = questionKindOf(node);
  const hasHints = activityKindOf(parentOf(course, node)) !== 'test';
  return (
    <div className={styles.sheets}>
      <div className={styles.form}>
        <SelectField
          label={t`Kind of question`}
          shown
          value={kind}
          onChange={(chosen) => void setDetails(node.id, { kind: chosen }).then(tellStored)}
          options={DRAFTED_KINDS.map((value) => ({ value, label: kinds[value] }))}
        />
        <TextEditor
          course={course}
          node={node}
          label={<Trans>What is asked</Trans>}
          hint={<Trans>In Markdown, as a lesson.</Trans>}
          rows={3}
          renderer={null}
          lang={lang}
        />
        <QuestionFields key={kind} course={course} node={node} />
        <TextDetail
          node={node}
          name="explanation"
          label={<Trans>Explanation</Trans>}
          hint={<Trans>Why the right answer is right, and why a wrong one tempts.</Trans>}
          rows={3}
          maxLength={6000}
        />
        {hasHints && (
          <LinesDetail node={node} name="hints" label={<Trans>Hints, one a line, the smallest first</Trans>} rows={2} />
        )}
        <SkillChoice course={course} node={node} />
      </div>
      <Section title={<Trans>Try it as learners will</Trans>}>
        <TryOut course={course} node={node} renderer={renderer} lang={lang} />
      </Section>
    </div>
  );
};
