import { activityKindOf } from '@hornbook/shared/authoring/draft.ts';
import { Trans, useLingui } from '@lingui/react/macro';
import { ChoiceGroup } from '../../components/choice-group.tsx';
import { setDetails } from '../../data/commands/write-drafts.ts';
import { useTellStored } from '../materials/tell-stored.ts';
import { DifficultyChoice, SkillChoice } from './choice-details.tsx';
import styles from './desk.module.css';
import { FlagDetail, Mark, NumberDetail, TitleField } from './detail-fields.tsx';
import { LessonQuestions } from './lesson-questions.tsx';
import type { FormProps } from './part-screen.tsx';
import { useActivityKindNames } from './part-words.tsx';
import { TextEditor } from './text-editor.tsx';

export const UnitForm = ({ course, node, renderer, lang }: FormProps) => (
  <>
    <TitleField node={node} label={<Trans>Title</Trans>} />
    <TextEditor
      node={node}
      label={<Trans>What the unit is about</Trans>}
      hint={<Trans>A short paragraph.</Trans>}
      rows={4}
      renderer={renderer}
      lang={lang}
    />
    <DifficultyChoice node={node} />
    <SkillChoice course={course} node={node} />
  </>
);

export const ActivityForm = ({ course, node, renderer, lang }: FormProps) => {
  const { t } = useLingui();
  const kinds = useActivityKindNames();
  const tellStored = useTellStored();
  const kind = activityKindOf(node);
  const set = (details: Record<string, unknown>) => void setDetails(node.id, details).then(tellStored);
  return (
    <>
      <TitleField node={node} label={<Trans>Title</Trans>} />
      <ChoiceGroup
        legend={t`Kind`}
        hint={
          <Trans>
            A practice tells after each question and has hints. A quiz tells at the end. A test has no hints and perhaps
            a time limit. A challenge is harder or mixed.
          </Trans>
        }
        name={`${node.id}-kind`}
        value={kind}
        onChoose={(chosen) => set({ kind: chosen })}
        options={(['practice', 'quiz', 'test', 'challenge'] as const).map((value) => ({ value, label: kinds[value] }))}
      />
      {(kind === 'test' || kind === 'challenge') && (
        <NumberDetail
          node={node}
          name="timeLimitMinutes"
          label={<Trans>Time limit in minutes</Trans>}
          hint={<Trans>If empty: as long as it takes. When time is up nothing is locked.</Trans>}
        />
      )}
      {kind === 'test' && (
        <Mark
          label={<Trans>Solutions stay at the service until an answer is handed in</Trans>}
          checked={node.details.gradedOn === 'server'}
          onChange={(atService) => set({ gradedOn: atService ? 'server' : 'device' })}
        />
      )}
      <FlagDetail node={node} name="shuffle" otherwise label={<Trans>Answers in another order each time</Trans>} />
      <TextEditor
        node={node}
        label={<Trans>Instructions</Trans>}
        hint={<Trans>If there is something to say.</Trans>}
        rows={3}
        renderer={renderer}
        lang={lang}
      />
      <div className={styles.pair}>
        <DifficultyChoice node={node} />
      </div>
      <LessonQuestions course={course} lesson={node} />
    </>
  );
};
