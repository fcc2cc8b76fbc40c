import { Trans, useLingui } from '@lingui/react/macro';
import { ProgressBar } from '../../components/progress-bar.tsx';
import type { SkillChange } from '../../data/commands/take-attempt.ts';
import type { SkillView } from '../../data/queries/skills.ts';
import { useFormat } from '../../i18n/use-format.ts';
import { skillLevel } from '../practice/skill-level.ts';
import { SkillTag, skillTones } from '../practice/skill-words.tsx';
import styles from './results.module.css';

export interface ShownSkill {
  /** Null where what it was before isn't known any more. */
  before: SkillChange['before'] | undefined;
  after: SkillView;
  /** Of this attempt's questions that train it; null where only the service can tell. */
  right: number | null;
  asked: number;
}

/** A change smaller than this is no news. */
const noticeable = 0.01;

const Movement = ({ before, after, right }: ShownSkill) => {
  if (before === undefined) return null;
  if (after.status === 'mastered' && before?.status !== 'mastered') return <Trans>Now mastered</Trans>;
  const change = (after.known ?? 0) - (before?.known ?? 0);
  if (before === null || before.known === null) return <Trans>Begun</Trans>;
  // What is known may rise by a wrong answer too, since that teaches; nobody should be told so.
  if (right === 0 && change > 0) return <Trans>Not yet: practise once more</Trans>;
  if (change > noticeable)
    return (
      <span className={styles.up}>
        <Trans>Going up</Trans>
      </span>
    );
  if (change < -noticeable) return <Trans>A little lower: practise once more</Trans>;
  return <Trans>Counts once a day: come back tomorrow</Trans>;
};

const Review = ({ after }: ShownSkill) => {
  const { day } = useFormat();
  if (after.dueAt === null) return null;
  const when = day(after.dueAt);
  return after.status === 'review_needed' ? (
    <Trans>Fading: three minutes bring it back</Trans>
  ) : (
    <Trans>Next review around {when}</Trans>
  );
};

/** What an attempt did to the skills it trained. */
export const SkillChanges = ({ skills }: { skills: readonly ShownSkill[] }) => {
  const { t } = useLingui();
  return (
    <ul className={styles.skills}>
      {skills.map((skill) => {
        const { after, right, asked } = skill;
        const { name } = after;
        return (
          <li key={after.skillId} className={styles.skill}>
            <div className={styles.skillTop}>
              <span className={styles.skillName}>{name}</span>
              {right !== null && (
                <span className={styles.skillNote}>
                  <Trans>
                    {right} of {asked} right
                  </Trans>
                </span>
              )}
              <SkillTag status={after.status} />
            </div>
            <ProgressBar
              value={skillLevel(after)}
              label={t`How well ${name} is known`}
              tone={skillTones[after.status]}
            />
            <p className={styles.skillNote}>
              <Movement {...skill} />
              <Review {...skill} />
            </p>
          </li>
        );
      })}
    </ul>
  );
};
