import type { CourseEvent, CourseHistory } from '@hornbook/shared/authoring/authoring-protocol.ts';
import { Trans } from '@lingui/react/macro';
import { type ReactNode, useEffect, useState } from 'react';
import { Button } from '../../components/button.tsx';
import { Disclosure } from '../../components/disclosure.tsx';
import { Section } from '../../components/page.tsx';
import { Row, Rows } from '../../components/row.tsx';
import { Tag } from '../../components/tag.tsx';
import { fetchCourseHistory } from '../../data/commands/publish-course.ts';
import { useFormat } from '../../i18n/use-format.ts';
import type { Publishing } from './use-publishing.ts';
import type { ReadyCourse } from './use-ready-course.ts';
import { useRetry } from './use-retry.ts';

const eventWords = ({ kind, number }: CourseEvent): ReactNode => {
  switch (kind) {
    case 'published':
      return <Trans>Version {number} was published</Trans>;
    case 'unpublished':
      return <Trans>It was hidden from new learners</Trans>;
    case 'rolled-back':
      return <Trans>Learners were given version {number} again</Trans>;
    case 'author-joined':
      return <Trans>Somebody came to write it, too</Trans>;
    case 'author-left':
      return <Trans>Somebody no longer writes it</Trans>;
  }
};

/** What was published so far, and the way back to it; all that was done to the course, by whom it was done from. */
export const PublishedVersions = ({ ready, publishing }: { ready: ReadyCourse; publishing: Publishing }) => {
  const { dayAndTime } = useFormat();
  const [history, setHistory] = useState<CourseHistory | null>(null);
  const [answer, setAnswer] = useState<Awaited<ReturnType<typeof fetchCourseHistory>>>();
  const { course, publishedVersion, publishedAt, unpublishedAt } = ready;
  // biome-ignore lint/correctness/useExhaustiveDependencies: what was done to it shows in these.
  useEffect(() => {
    let over = false;
    void fetchCourseHistory(course.id).then((told) => {
      if (!over) setAnswer(told);
    });
    return () => {
      over = true;
    };
  }, [course.id, publishedVersion, publishedAt, unpublishedAt]);
  useRetry(answer, () => void fetchCourseHistory(course.id).then(setAnswer));
  // One that is lost on its way leaves what is known.
  useEffect(() => {
    if (answer?.kind === 'history') setHistory(answer);
  }, [answer]);
  if (!history)
    return (
      <p>
        <Trans>Earlier versions are shown when there is a connection.</Trans>
      </p>
    );
  return (
    <Section title={<Trans>Published versions</Trans>}>
      <Rows>
        {history.versions.map(({ version, number, publishedAt }) => (
          <Row
            key={version}
            icon="history"
            tone="quiet"
            title={<Trans>Version {number}</Trans>}
            detail={dayAndTime(publishedAt)}
            end={
              version === (publishedVersion ?? history.currentVersion) ? (
                <Tag tone="correct" icon="check">
                  <Trans>Learners have it</Trans>
                </Tag>
              ) : (
                <Button look="plain" disabled={publishing.isBusy} onClick={() => void publishing.rollBack(version)}>
                  <Trans>Give them this one again</Trans>
                </Button>
              )
            }
          />
        ))}
      </Rows>
      <Disclosure summary={<Trans>What was done to it</Trans>}>
        <ul>
          {history.events.map((event) => (
            <li key={`${event.at}${event.kind}`}>
              {eventWords(event)} · {dayAndTime(event.at)}
              {event.deviceName && (
                <>
                  {' · '}
                  <bdi>{event.deviceName}</bdi>
                </>
              )}
            </li>
          ))}
        </ul>
      </Disclosure>
    </Section>
  );
};
