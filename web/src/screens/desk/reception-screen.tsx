import { type CourseReception, GROUP } from '@hornbook/shared/authoring/course-reception.ts';
import { Trans, useLingui } from '@lingui/react/macro';
import { type ReactNode, useEffect, useState } from 'react';
import { Button } from '../../components/button.tsx';
import { EmptyState, MissingState, Skeleton } from '../../components/states.tsx';
import { fetchReception } from '../../data/commands/publish-course.ts';
import { useReception } from '../../data/queries/authoring.ts';
import { useSyncStatus } from '../../data/queries/sync-status.ts';
import { useFormat } from '../../i18n/use-format.ts';
import { Screen } from '../../shell/screen.tsx';
import { NotFoundScreen } from '../not-found/not-found-screen.tsx';
import { AnswerWords } from './answer-words.tsx';
import styles from './desk.module.css';
import { HowFar, WhatTheySay } from './reception-course.tsx';
import { HowTheyAnswer } from './reception-questions.tsx';
import { type ReadyCourse, useReadyCourse } from './use-ready-course.ts';
import { useRetry } from './use-retry.ts';

/** What learners make of a course: how far they come, how they answer, what they say; never who. */
export const ReceptionScreen = ({ courseId }: { courseId: string }) => {
  const { t } = useLingui();
  const ready = useReadyCourse(courseId);
  if (ready === null) return <NotFoundScreen />;
  return (
    <Screen
      title={t`What learners make of it`}
      back={{ href: `/desk/${courseId}`, place: ready ? <bdi>{ready.course.title || t`Without a title`}</bdi> : null }}
    >
      {ready ? <Reception {...ready} /> : <Skeleton label={t`Fetching the course from this device`} />}
    </Screen>
  );
};

type Asked = Awaited<ReturnType<typeof fetchReception>> | 'asking';

const Reception = ({ course }: ReadyCourse) => {
  const { t } = useLingui();
  const { dayAndTime } = useFormat();
  const reception = useReception(course.id);
  const connected = useSyncStatus()?.trouble === null;
  const [asked, setAsked] = useState<Asked>('asking');
  const count = async () => {
    setAsked('asking');
    setAsked(await fetchReception(course.id));
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked when it is opened, and again when a connection is back.
  useEffect(() => {
    let over = false;
    void fetchReception(course.id).then((answer) => {
      if (!over) setAsked(answer);
    });
    return () => {
      over = true;
    };
  }, [course.id, connected]);
  useRetry(asked === 'asking' ? undefined : asked, () => void fetchReception(course.id).then(setAsked));
  const isAsking = asked === 'asking';
  const refused = !isAsking && asked.kind !== 'reception' ? asked : null;
  const again = (
    <Button look="quiet" icon="repeat" disabled={isAsking} onClick={() => void count()}>
      <Trans>Count again</Trans>
    </Button>
  );
  if (reception === undefined || (reception === null && isAsking))
    return <Skeleton label={t`Asking the service what learners make of it`} />;
  if (reception === null)
    return (
      <MissingState title={<Trans>The figures are not here yet</Trans>} action={again}>
        {refused && <AnswerWords answer={refused} />}
      </MissingState>
    );
  const when = dayAndTime(reception.at);
  return (
    <div className={styles.desk}>
      <div className={styles.actions}>
        <span role="status">
          {refused?.kind === 'unreachable' ? (
            <Trans>As of {when}. Newer figures come with a connection.</Trans>
          ) : refused ? (
            <AnswerWords answer={refused} />
          ) : (
            <Trans>As of {when}</Trans>
          )}
        </span>
        {again}
      </div>
      <Figures reception={reception}>
        <HowFar course={course} reception={reception} />
        <HowTheyAnswer course={course} reception={reception} />
        <WhatTheySay course={course} reception={reception} />
      </Figures>
    </div>
  );
};

/** Those of a whole group and more, and how they are counted. */
const Figures = ({ reception, children }: { reception: CourseReception; children: ReactNode }) => {
  const { begun, questions, stars } = reception;
  if (begun === 0 && questions.length === 0 && stars.length === 0)
    return (
      <EmptyState icon="progress" title={<Trans>Too few have begun it</Trans>}>
        <Trans>
          Nothing is shown of fewer than {GROUP} learners, so that nobody can be singled out. Come back when there are
          more.
        </Trans>
      </EmptyState>
    );
  return (
    <>
      <p className={styles.quiet}>
        <Trans>
          Never by name. Learners are counted in whole groups of {GROUP}, so that nobody can be singled out: of 23, 20
          are counted, and of 4 nobody. What learners did without a connection is counted once it has arrived.
        </Trans>
      </p>
      {children}
    </>
  );
};
