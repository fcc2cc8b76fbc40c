import { amountsByDay, type Span } from '@hornbook/shared/learning/aggregates.ts';
import { Trans, useLingui } from '@lingui/react/macro';
import { useState } from 'react';
import { ButtonLink } from '../../../components/button.tsx';
import { ChoiceGroup } from '../../../components/choice-group.tsx';
import { SelectField } from '../../../components/select-field.tsx';
import { EmptyState, Skeleton } from '../../../components/states.tsx';
import { useCatalogue } from '../../../data/queries/courses.ts';
import { useDaysInDetail } from '../../../data/queries/days-in-detail.ts';
import { useLearningRecord } from '../../../data/queries/learning-record.ts';
import { useSkills } from '../../../data/queries/skills.ts';
import { Screen } from '../../../shell/screen.tsx';
import { back } from '../back.tsx';
import { Chart } from './chart.tsx';
import { CourseTable } from './course-table.tsx';
import { PeriodFigures } from './period-figures.tsx';
import { latestPeriods } from './periods.ts';
import styles from './progress.module.css';
import { SkillLists } from './skill-lists.tsx';
import { usePeriodWords } from './use-period-words.ts';

/** What learning comes to by day, week, month and in all: every number the exact sum of its days. */
export const ProgressScreen = () => {
  const { t } = useLingui();
  const words = usePeriodWords();
  const record = useLearningRecord();
  const detail = useDaysInDetail();
  const catalogue = useCatalogue();
  const skills = useSkills();
  const [span, setSpan] = useState<Span>('week');
  const [course, setCourse] = useState('');
  const courses = catalogue.kind === 'ready' ? catalogue.courses : [];
  const begun = courses.filter(({ enrollment }) => enrollment);
  const days = record && detail && (course === '' ? record.days : amountsByDay(detail.ledger, course));
  const periods = record && days && latestPeriods(days, record.today, span);
  const step = span === 'all' ? 'month' : span;
  return (
    <Screen title={t`Progress`} back={back}>
      {!days && <Skeleton label={t`Adding up`} />}
      {record?.days.length === 0 && (
        <EmptyState
          icon="progress"
          title={<Trans>Nothing to show yet</Trans>}
          action={
            <ButtonLink href="/">
              <Trans>Start with something small</Trans>
            </ButtonLink>
          }
        >
          <Trans>After the first minutes of learning they are here.</Trans>
        </EmptyState>
      )}
      {record && detail && days && periods && record.days.length > 0 && (
        <>
          <div className={styles.controls}>
            <ChoiceGroup<Span>
              legend={
                <span className="visually-hidden">
                  <Trans>Time to look at</Trans>
                </span>
              }
              name="span"
              value={span}
              onChoose={setSpan}
              options={[
                { value: 'day', label: <Trans>Day</Trans> },
                { value: 'week', label: <Trans>Week</Trans> },
                { value: 'month', label: <Trans>Month</Trans> },
                { value: 'all', label: <Trans>All</Trans> },
              ]}
            />
            {begun.length > 1 && (
              <SelectField
                label={t`Course`}
                value={course}
                onChange={setCourse}
                options={[
                  { value: '', label: t`All courses` },
                  ...begun.map(({ entry }) => ({ value: entry.courseId, label: entry.title })),
                ]}
              />
            )}
          </div>
          <PeriodFigures span={span} periods={periods} days={days} />
          <div className={styles.charts}>
            <Chart
              title={<Trans>Time</Trans>}
              name={t`Minutes of learning`}
              kind="bars"
              points={words.time(periods, step)}
              unit={t`Time`}
            />
            <Chart
              title={<Trans>Right answers</Trans>}
              name={t`Share of answers that were right`}
              kind="line"
              most={100}
              points={words.right(periods, step)}
              unit={t`Right answers`}
            />
            <Chart
              title={<Trans>Points</Trans>}
              name={t`Points earned`}
              kind="bars"
              points={words.points(periods, step)}
              unit={t`Points`}
            />
          </div>
          {skills && <SkillLists today={record.today} detail={detail} skills={skills.skills} />}
          {course === '' && <CourseTable days={record.days} detail={detail} courses={courses} />}
        </>
      )}
    </Screen>
  );
};
