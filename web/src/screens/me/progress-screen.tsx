import { Plural, Trans, useLingui } from '@lingui/react/macro';
import type { ReactNode } from 'react';
import { ButtonLink } from '../../components/button.tsx';
import { Section } from '../../components/page.tsx';
import { ProgressBar } from '../../components/progress-bar.tsx';
import { EmptyState, Skeleton } from '../../components/states.tsx';
import { useCatalogue } from '../../data/queries/courses.ts';
import { useStudyTotals } from '../../data/queries/study-totals.ts';
import { Screen } from '../../shell/screen.tsx';
import { StudyWeek } from '../../shell/study-week.tsx';
import { back } from './back.tsx';
import styles from './me.module.css';

const minuteMs = 60_000;

const Figure = ({ value, children }: { value: string; children: ReactNode }) => (
  <div className={styles.figure}>
    <dt>{children}</dt>
    <dd>{value}</dd>
  </div>
);

export const ProgressScreen = () => {
  const { t, i18n } = useLingui();
  const totals = useStudyTotals();
  const catalogue = useCatalogue();
  const minutes = Math.round((totals?.totalMs ?? 0) / minuteMs);
  const begun = catalogue.kind === 'ready' ? catalogue.courses.filter(({ enrollment }) => enrollment) : [];
  return (
    <Screen title={t`Progress`} back={back}>
      {!totals && <Skeleton label={t`Adding up`} />}
      {totals && totals.activeDays === 0 && (
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
      {totals && totals.activeDays > 0 && (
        <>
          <StudyWeek />
          <dl className={styles.figures}>
            <Figure value={i18n.number(minutes)}>
              <Plural value={minutes} one="minute in all" other="minutes in all" />
            </Figure>
            <Figure value={i18n.number(totals.activeDays)}>
              <Plural value={totals.activeDays} one="day" other="days" />
            </Figure>
            <Figure value={i18n.number(totals.lessonsCompleted)}>
              <Plural value={totals.lessonsCompleted} one="lesson done" other="lessons done" />
            </Figure>
            <Figure value={i18n.number(totals.questionsAnswered)}>
              <Plural value={totals.questionsAnswered} one="question answered" other="questions answered" />
            </Figure>
          </dl>
        </>
      )}
      {begun.length > 0 && (
        <Section title={<Trans>My courses</Trans>}>
          <ul className={styles.courses}>
            {begun.map(({ entry, progress }) => (
              <li key={entry.courseId} className={styles.course}>
                <ButtonLink href={`/learn/${entry.slug}`} look="plain">
                  {entry.title}
                </ButtonLink>
                {progress && (
                  <>
                    <span>
                      <Trans>
                        {progress.completedLessons} of {progress.totalLessons} lessons
                      </Trans>
                    </span>
                    <ProgressBar value={progress.percent / 100} label={entry.title} />
                  </>
                )}
              </li>
            ))}
          </ul>
        </Section>
      )}
    </Screen>
  );
};
