import { childrenOf, type DraftNode, difficultyOf, wordsIn } from '@hornbook/shared/authoring/draft.ts';
import { Trans, useLingui } from '@lingui/react/macro';
import { ChoiceGroup } from '../../components/choice-group.tsx';
import { setDetails } from '../../data/commands/write-drafts.ts';
import { useDifficultyNames } from '../../i18n/words.tsx';
import { useTellStored } from '../materials/tell-stored.ts';
import styles from './desk.module.css';
import { Mark } from './detail-fields.tsx';

/** How hard a part is. */
export const DifficultyChoice = ({ node }: { node: DraftNode }) => {
  const { t } = useLingui();
  const names = useDifficultyNames();
  const tellStored = useTellStored();
  return (
    <ChoiceGroup
      legend={t`Difficulty`}
      name={`${node.id}-difficulty`}
      value={difficultyOf(node)}
      onChoose={(difficulty) => void setDetails(node.id, { difficulty }).then(tellStored)}
      options={(['beginner', 'intermediate', 'advanced'] as const).map((value) => ({ value, label: names[value] }))}
    />
  );
};

/** Which of the course's skills a part trains; shown only where there is a choice. */
export const SkillChoice = ({ course, node }: { course: DraftNode; node: DraftNode }) => {
  const tellStored = useTellStored();
  const skills = childrenOf(course, 'skill');
  const chosen = new Set(wordsIn(node.details, 'skills'));
  if (skills.length < 2) return null;
  const handleChange = (id: string, isChosen: boolean) => {
    const next = skills.flatMap((skill) => ((skill.id === id ? isChosen : chosen.has(skill.id)) ? [skill.id] : []));
    void setDetails(node.id, { skills: next.length === 0 ? null : next }).then(tellStored);
  };
  return (
    <fieldset className={styles.fields}>
      <legend className={styles.label}>
        <Trans>What it trains</Trans>
      </legend>
      <p className={styles.quiet}>
        <Trans>If none: the same as what it is in.</Trans>
      </p>
      {skills.map((skill) => (
        <Mark
          key={skill.id}
          label={<bdi>{skill.title}</bdi>}
          checked={chosen.has(skill.id)}
          onChange={(isChosen) => handleChange(skill.id, isChosen)}
        />
      ))}
    </fieldset>
  );
};
