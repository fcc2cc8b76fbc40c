import type { Thread } from '@hornbook/shared/collections/threads.ts';
import { Plural, Trans, useLingui } from '@lingui/react/macro';
import type { ReactNode } from 'react';
import { useLocation } from 'wouter';
import { useHistoryState } from 'wouter/use-browser-location';
import { Button, ButtonLink } from '../../../components/button.tsx';
import type { IconName } from '../../../components/icon.tsx';
import { Row, Rows } from '../../../components/row.tsx';
import { EmptyState, Skeleton } from '../../../components/states.tsx';
import { restoreThread } from '../../../data/commands/converse.ts';
import { type ThreadSummary, useThreads } from '../../../data/queries/conversations.ts';
import { useFormat } from '../../../i18n/use-format.ts';
import { Screen } from '../../../shell/screen.tsx';
import styles from '../../tutor/tutor.module.css';
import { back } from '../back.tsx';

const icons: Record<Thread['context'], IconName> = {
  general: 'tutor',
  lesson: 'lesson',
  assessment_help: 'quiz',
  course_guidance: 'learn',
  material: 'copy',
};

const ThreadRow = ({ thread }: { thread: ThreadSummary }) => {
  const { t } = useLingui();
  const { dayAndTime } = useFormat();
  const { id, title, context, subject, messageCount, waitingCount, latestAt, recovered } = thread;
  const parts: ReactNode[] = [
    recovered ? <Trans key="recovered">Recovered: asked while it was deleted elsewhere</Trans> : subject?.title,
    <Plural key="count" value={messageCount} one="# message" other="# messages" />,
    waitingCount > 0 && <Plural key="waiting" value={waitingCount} one="# waits" other="# wait" />,
    dayAndTime(latestAt),
  ];
  return (
    <Row
      href={`/me/conversations/${id}`}
      icon={icons[context]}
      tone={waitingCount > 0 ? 'accent' : 'info'}
      title={<bdi>{title || t`Recovered conversation`}</bdi>}
      detail={parts.filter(Boolean).map((part, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the parts have no other name than their place.
        <span key={at}>
          {at > 0 && ' · '}
          {part}
        </span>
      ))}
    />
  );
};

interface Deleted {
  id: string;
  title: string;
  messageIds: string[];
}

/** What was just deleted can be brought back, for as long as this page is open. */
const JustDeleted = () => {
  const [, navigate] = useLocation();
  const deleted = useHistoryState<{ deleted?: Deleted } | null>()?.deleted;
  const handleUndo = async ({ id, title, messageIds }: Deleted) => {
    await restoreThread(id, { title, messageIds });
    navigate(`/me/conversations/${id}`, { replace: true });
  };
  return (
    <div role="status">
      {deleted && (
        <div className={styles.note}>
          <p>
            <Trans>
              “<bdi>{deleted.title}</bdi>” was deleted, with all its messages.
            </Trans>
          </p>
          <Button look="quiet" icon="undo" onClick={() => void handleUndo(deleted)}>
            <Trans>Bring it back</Trans>
          </Button>
        </div>
      )}
    </div>
  );
};

/** All conversations with the tutor, the one with the latest message first. */
export const ConversationsScreen = () => {
  const { t } = useLingui();
  const threads = useThreads();
  return (
    <Screen title={t`Conversations`} back={back}>
      <JustDeleted />
      {!threads && <Skeleton label={t`Fetching your conversations from this device`} />}
      {threads?.length === 0 && (
        <EmptyState icon="tutor" title={<Trans>No conversations yet</Trans>}>
          <Trans>
            In every lesson and practice there is a button to ask the tutor. Without a connection your question waits,
            and you see what your own lessons say.
          </Trans>
        </EmptyState>
      )}
      {threads && threads.length > 0 && (
        <Rows>
          {threads.map((thread) => (
            <ThreadRow key={thread.id} thread={thread} />
          ))}
        </Rows>
      )}
      <div className={styles.actions}>
        <ButtonLink href="/me/conversations/new" icon="add" look="quiet">
          <Trans>Ask something new</Trans>
        </ButtonLink>
        <ButtonLink href="/me/conversations/sent" look="plain">
          <Trans>What was sent to the tutor</Trans>
        </ButtonLink>
      </div>
    </Screen>
  );
};
