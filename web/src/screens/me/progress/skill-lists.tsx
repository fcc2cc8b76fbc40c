import { skillTrends } from '@hornbook/shared/learning/aggregates.ts';
import { DAY_MS } from '@hornbook/shared/learning/local-day.ts';
import { Trans, useLingui } from '@lingui/react/macro';
import { Section } from '../../../components/page.tsx';
import { Row, Rows } from '../../../components/row.tsx';
import type { DaysInDetail } from '../../../data/queries/days-in-detail.ts';
import type { SkillView } from '../../../data/queries/skills.ts';
import { accuracy } from './periods.ts';
import styles from './progress.module.css';
import { usePeriodWords } from './use-period-words.ts';

const TREND_DAYS = 28;
const SHOWN = 6;

/** What got better in four weeks, what got worse, and what begins to fade. */
export const SkillLists = ({
  today,
  detail: { scores },
  skills,
}: {
  today: string;
  detail: DaysInDetail;
  skills: readonly SkillView[];
}) => {
  const { i18n } = useLingui();
  const { percent } = usePeriodWords();
  const named = new Map(skills.map((skill) => [skill.skillId, skill]));
  const trends = skillTrends(scores, today, TREND_DAYS).filter(({ skillId }) => named.has(skillId));
  const better = trends.filter(({ change }) => change >= 5).slice(0, SHOWN);
  const worse = trends
    .filter(({ change }) => change <= -5)
    .toReversed()
    .slice(0, SHOWN);
  const soon = Date.parse(`${today}T12:00:00Z`) + 7 * DAY_MS;
  const fading = skills
    .filter(({ dueAt }) => dueAt !== null && dueAt < soon)
    .toSorted((a, b) => (a.dueAt ?? 0) - (b.dueAt ?? 0))
    .slice(0, SHOWN);
  const href = (skill: SkillView | undefined) =>
    skill?.practice ? `/play/${skill.practice.courseSlug}/${skill.practice.activityId}` : '/practice';
  const trendRow = ({ skillId, before, after, change }: (typeof trends)[number]) => (
    <Row
      key={skillId}
      href={change < 0 ? href(named.get(skillId)) : undefined}
      icon={change > 0 ? 'progress' : 'practice'}
      tone={change > 0 ? 'correct' : 'accent'}
      title={named.get(skillId)?.name}
      detail={
        <Trans>
          {percent(accuracy(before))} right before, {percent(accuracy(after))} now
        </Trans>
      }
      end={
        <span className={change > 0 ? styles.up : styles.down}>
          {i18n.number(change / 100, { style: 'percent', signDisplay: 'always' })}
        </span>
      }
    />
  );
  return (
    <>
      {better.length > 0 && (
        <Section title={<Trans>What improved</Trans>} end={<Trans>in four weeks</Trans>}>
          <Rows>{better.map(trendRow)}</Rows>
        </Section>
      )}
      {worse.length > 0 && (
        <Section title={<Trans>What became harder</Trans>} end={<Trans>in four weeks</Trans>}>
          <Rows>{worse.map(trendRow)}</Rows>
        </Section>
      )}
      {fading.length > 0 && (
        <Section title={<Trans>What is fading</Trans>}>
          <Rows>
            {fading.map((skill) => (
              <Row
                key={skill.skillId}
                href={href(skill)}
                icon="history"
                tone="accent"
                title={skill.name}
                detail={
                  skill.status === 'review_needed' ? (
                    <Trans>Fading: a few minutes bring it back</Trans>
                  ) : (
                    <Trans>Begins to fade {i18n.date(new Date(skill.dueAt ?? 0), { weekday: 'long' })}</Trans>
                  )
                }
                end={skill.retrievability !== null && percent(Math.round(skill.retrievability * 100))}
              />
            ))}
          </Rows>
        </Section>
      )}
    </>
  );
};
