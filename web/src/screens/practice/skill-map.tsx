import type { MasteryLack } from '@hornbook/shared/learning/mastery-progress.ts';
import type { SkillStatus } from '@hornbook/shared/learning/skill-state.ts';
import { Plural, Trans, useLingui } from '@lingui/react/macro';
import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { Disclosure } from '../../components/disclosure.tsx';
import { Section } from '../../components/page.tsx';
import { ProgressBar } from '../../components/progress-bar.tsx';
import type { SkillView } from '../../data/queries/skills.ts';
import { useFormat } from '../../i18n/use-format.ts';
import styles from './practice.module.css';
import { skillLevel } from './skill-level.ts';
import { SkillTag, skillTones } from './skill-words.tsx';

const statuses: SkillStatus[] = ['review_needed', 'in_progress', 'mastered', 'not_started'];

const meanings: Record<SkillStatus, ReactNode> = {
  review_needed: <Trans>You knew it well; without practice it begins to slip. A few minutes bring it back.</Trans>,
  in_progress: <Trans>You have begun. Right answers without hints, on two days or more, make it yours.</Trans>,
  mastered: <Trans>You have shown it often enough that guessing can’t explain it.</Trans>,
  not_started: <Trans>Not answered yet.</Trans>,
};

const wants: Record<MasteryLack, ReactNode> = {
  practice: <Trans>A few more right answers</Trans>,
  'other-questions': <Trans>Other questions about the same</Trans>,
  'another-day': <Trans>Right once more, on another day</Trans>,
};

const Note = ({ skill }: { skill: SkillView }) => {
  const { day } = useFormat();
  if (!skill.practice && skill.status !== 'not_started') return <Trans>Needs download to practise</Trans>;
  if (skill.status === 'in_progress' && skill.lacks) return wants[skill.lacks];
  if (skill.status !== 'mastered' || skill.dueAt === null) return skill.subjectArea;
  const when = day(skill.dueAt);
  return <Trans>Until around {when}</Trans>;
};

const SkillRow = ({ skill }: { skill: SkillView }) => {
  const { t } = useLingui();
  const { name, practice, status } = skill;
  return (
    <li className={styles.skill}>
      <div className={styles.top}>
        {practice ? (
          <Link href={`/play/${practice.courseSlug}/${practice.activityId}`} className={styles.name}>
            {name}
          </Link>
        ) : (
          <span className={styles.name}>{name}</span>
        )}
        <SkillTag status={status} />
      </div>
      <ProgressBar value={skillLevel(skill)} label={t`How well ${name} is known`} tone={skillTones[status]} />
      <span className={styles.note}>
        <Note skill={skill} />
      </span>
    </li>
  );
};

const SkillRows = ({ skills }: { skills: readonly SkillView[] }) => (
  <ul className={styles.skills}>
    {skills.map((skill) => (
      <SkillRow key={skill.skillId} skill={skill} />
    ))}
  </ul>
);

/** The skills of the learner's courses in their four states, weakest first, and what the states mean; others on request. */
export const SkillMap = ({ skills }: { skills: readonly SkillView[] }) => {
  const { i18n } = useLingui();
  const own = skills.filter((skill) => skill.own);
  const others = skills.filter((skill) => !skill.own);
  const count = (status: SkillStatus) => own.filter((skill) => skill.status === status).length;
  return (
    <Section title={<Trans>Skills</Trans>}>
      <details className={styles.legend}>
        <summary className={styles.counts}>
          {statuses
            .filter((status) => count(status) > 0)
            .map((status) => (
              <span key={status} className={styles.count}>
                <SkillTag status={status} /> {i18n.number(count(status))}
              </span>
            ))}
          <span className={styles.ask}>
            <Trans>What is this?</Trans>
          </span>
        </summary>
        <dl className={styles.meanings}>
          {statuses.map((status) => (
            <div key={status}>
              <dt>
                <SkillTag status={status} />
              </dt>
              <dd>{meanings[status]}</dd>
            </div>
          ))}
        </dl>
      </details>
      <SkillRows skills={own} />
      {others.length > 0 && (
        <Disclosure
          summary={
            <Plural
              value={others.length}
              one="# skill of courses you don’t take"
              other="# skills of courses you don’t take"
            />
          }
        >
          <SkillRows skills={others} />
        </Disclosure>
      )}
    </Section>
  );
};
