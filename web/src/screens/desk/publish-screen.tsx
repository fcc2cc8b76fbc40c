import { adviseOn, checkDrafts } from '@hornbook/shared/authoring/check-drafts.ts';
import type { DraftNode } from '@hornbook/shared/authoring/draft.ts';
import { Plural, Trans, useLingui } from '@lingui/react/macro';
import { type ReactNode, useMemo } from 'react';
import { Button } from '../../components/button.tsx';
import { Section } from '../../components/page.tsx';
import { Row, Rows } from '../../components/row.tsx';
import { Skeleton } from '../../components/states.tsx';
import { Screen } from '../../shell/screen.tsx';
import { sendNow } from '../../ui-state/send-now.ts';
import { NotFoundScreen } from '../not-found/not-found-screen.tsx';
import { AnswerWords, Changes } from './answer-words.tsx';
import { StateTag } from './courses-screen.tsx';
import styles from './desk.module.css';
import { iconOf, usePartName } from './part-words.tsx';
import { adviceWords, faultWords } from './problem-words.tsx';
import { PublishedVersions } from './published-versions.tsx';
import { TextFaultWords } from './text-fault-words.tsx';
import { usePublishing } from './use-publishing.ts';
import { findPart, pathOf, type ReadyCourse, useReadyCourse } from './use-ready-course.ts';

/** What keeps a course from its learners, what would change for them, and the button that does it. */
export const PublishScreen = ({ courseId }: { courseId: string }) => {
  const { t } = useLingui();
  const ready = useReadyCourse(courseId);
  if (ready === null) return <NotFoundScreen />;
  return (
    <Screen
      title={t`Check and publish`}
      back={{ href: `/desk/${courseId}`, place: ready ? <bdi>{ready.course.title || t`Without a title`}</bdi> : null }}
    >
      {ready ? <Publishing {...ready} /> : <Skeleton label={t`Fetching the course from this device`} />}
    </Screen>
  );
};

const Publishing = (ready: ReadyCourse) => {
  const { course, waiting, publishedAt, unpublishedAt } = ready;
  const { t } = useLingui();
  const faults = useMemo(() => checkDrafts(course), [course]);
  const hints = useMemo(() => adviseOn(course), [course]);
  const publishing = usePublishing(ready, faults.length === 0);
  const { found, said, isBusy } = publishing;
  const problems = [said, found].find((answer) => answer?.kind === 'problems');
  const isHidden = publishedAt !== null && unpublishedAt !== null;
  const isSame = publishedAt !== null && !isHidden && found?.kind === 'checked' && found.changes.length === 0;
  return (
    <div className={styles.desk}>
      <div className={styles.state}>
        <StateTag publishedAt={publishedAt} unpublishedAt={unpublishedAt} />
      </div>
      <div role="status">{said && <AnswerWords answer={said} />}</div>
      {faults.length > 0 && (
        <Section title={<Plural value={faults.length} one="# thing is missing" other="# things are missing" />}>
          <Found course={course} found={faults.map(({ id, fault }) => ({ id, words: faultWords[fault] }))} />
        </Section>
      )}
      {faults.length === 0 && waiting > 0 && (
        <div className={styles.actions} role="status">
          <Plural
            value={waiting}
            one="# change is still on its way to the service: it is published from there. You need not wait here."
            other="# changes are still on their way to the service: it is published from there. You need not wait here."
          />
          <Button look="quiet" onClick={sendNow}>
            <Trans>Try now</Trans>
          </Button>
        </div>
      )}
      {problems?.kind === 'problems' && (
        <Section title={<Trans>These texts can’t be shown as they are</Trans>}>
          <Found
            course={course}
            found={problems.problems.map(({ id, ...problem }) => ({ id, words: <TextFaultWords {...problem} /> }))}
          />
        </Section>
      )}
      {faults.length === 0 && waiting === 0 && (
        <>
          {found?.kind === 'checked' ? (
            <Changes checked={found} isFirst={publishedAt === null} />
          ) : found ? (
            <p role="status">
              <AnswerWords answer={found} />
            </p>
          ) : (
            <Skeleton label={t`Asking the service what would change for learners`} />
          )}
          <div className={styles.actions}>
            <Button
              icon="send"
              disabled={isBusy || isSame || found?.kind !== 'checked'}
              onClick={() => void publishing.publish()}
            >
              {publishedAt === null ? (
                <Trans>Publish</Trans>
              ) : isHidden ? (
                <Trans>Publish it again</Trans>
              ) : (
                <Trans>Publish the changes</Trans>
              )}
            </Button>
            <Button look="quiet" disabled={isBusy} onClick={() => void publishing.check()}>
              <Trans>Check again</Trans>
            </Button>
          </div>
        </>
      )}
      {hints.length > 0 && (
        <Section title={<Trans>You may want to look at</Trans>}>
          <Found course={course} found={hints.map(({ id, advice }) => ({ id, words: adviceWords[advice] }))} />
        </Section>
      )}
      {publishedAt !== null && (
        <>
          {!isHidden && (
            <div>
              <Button look="plain" disabled={isBusy} onClick={() => void publishing.unpublish()}>
                <Trans>Hide it from new learners</Trans>
              </Button>
              <p className={styles.quiet}>
                <Trans>Those who have begun it go on with it. Publishing shows it again.</Trans>
              </p>
            </div>
          )}
          <PublishedVersions ready={ready} publishing={publishing} />
        </>
      )}
    </div>
  );
};

/** Each with the way to where it is mended. */
const Found = ({ course, found }: { course: DraftNode; found: { id: string; words: ReactNode }[] }) => {
  const nameOf = usePartName();
  return (
    <Rows>
      {found.map(({ id, words }, index) => {
        const node = findPart(course, id) ?? course;
        return (
          <Row
            // biome-ignore lint/suspicious/noArrayIndexKey: one part may lack the same twice, and the list keeps its order.
            key={`${id}${index}`}
            icon={iconOf(node)}
            href={pathOf(course, node)}
            title={<bdi>{nameOf(node)}</bdi>}
            detail={words}
          />
        );
      })}
    </Rows>
  );
};
