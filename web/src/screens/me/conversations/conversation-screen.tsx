import '../../search/with-worker.ts';
import { Trans, useLingui } from '@lingui/react/macro';
import { useState } from 'react';
import { useLocation } from 'wouter';
import { Button, ButtonLink } from '../../../components/button.tsx';
import { Dialog } from '../../../components/dialog.tsx';
import { EmptyState, Skeleton } from '../../../components/states.tsx';
import { TextField } from '../../../components/text-field.tsx';
import { deleteThread, renameThread, restoreThread } from '../../../data/commands/converse.ts';
import { type ThreadView, useThread } from '../../../data/queries/conversations.ts';
import { Screen } from '../../../shell/screen.tsx';
import { showToast } from '../../../ui-state/toasts.ts';
import { Conversation } from '../../tutor/conversation.tsx';
import styles from '../../tutor/tutor.module.css';

const general = { context: 'general', courseId: null, lessonId: null, activityId: null, materialId: null } as const;
const HOME = '/me/conversations';

const Tools = ({ view }: { view: Extract<ThreadView, { kind: 'ready' }> }) => {
  const { t } = useLingui();
  const [, navigate] = useLocation();
  const { id, title } = view.thread;
  const [renaming, setRenaming] = useState(false);
  const [name, setName] = useState(title);
  const handleRename = async () => {
    const outcome = await renameThread(id, name);
    if (outcome.kind !== 'stored') return showToast(t`Not saved: make some room on this device, then try again.`);
    setRenaming(false);
  };
  const handleDelete = async () => {
    const outcome = await deleteThread(id);
    if (outcome.kind !== 'deleted') return showToast(t`Not saved: make some room on this device, then try again.`);
    navigate(HOME, { state: { deleted: { id, title, messageIds: outcome.messageIds } } });
  };
  if (view.recovered)
    return (
      <div className={styles.note}>
        <p>
          <Trans>This was asked while the conversation was deleted on another device. It is not lost.</Trans>
        </p>
        <Button
          look="quiet"
          icon="undo"
          onClick={() => void restoreThread(id, { title: title || t`Recovered conversation` })}
        >
          <Trans>Keep it as a conversation</Trans>
        </Button>
      </div>
    );
  return (
    <div className={styles.actions}>
      <Button look="plain" icon="settings" onClick={() => setRenaming(true)}>
        <Trans>Rename</Trans>
      </Button>
      <Button look="plain" icon="remove" onClick={() => void handleDelete()}>
        <Trans>Delete</Trans>
      </Button>
      <Dialog
        open={renaming}
        title={t`Rename`}
        onClose={() => setRenaming(false)}
        actions={
          <Button disabled={!name.trim()} onClick={() => void handleRename()}>
            <Trans>Keep it</Trans>
          </Button>
        }
      >
        <TextField label={<Trans>Name of the conversation</Trans>} value={name} maxLength={200} onChange={setName} />
      </Dialog>
    </div>
  );
};

const back = { href: HOME, place: <Trans>Conversations</Trans> };

/** One conversation, to read and go on with. */
export const ConversationScreen = ({ threadId }: { threadId: string }) => {
  const { t } = useLingui();
  const view = useThread(threadId);
  const title = view?.kind === 'ready' ? view.thread.title || t`Recovered conversation` : t`Conversation`;
  return (
    <Screen title={view ? title : undefined} back={back}>
      {!view && <Skeleton label={t`Fetching the conversation from this device`} />}
      {view?.kind === 'unknown' && (
        <EmptyState
          mayCome
          icon="tutor"
          title={<Trans>This conversation is not on this device</Trans>}
          action={
            <ButtonLink href={HOME}>
              <Trans>See all conversations</Trans>
            </ButtonLink>
          }
        >
          <Trans>It was deleted, or it is on another device that has not sent it yet.</Trans>
        </EmptyState>
      )}
      {view?.kind === 'ready' && (
        <div className={styles.page}>
          <Tools key={view.thread.title} view={view} />
          <Conversation threadId={threadId} about={view.thread} />
        </div>
      )}
    </Screen>
  );
};

/** A conversation about nothing in particular: it begins with its first question. */
export const NewConversationScreen = () => {
  const { t } = useLingui();
  const [, navigate] = useLocation();
  return (
    <Screen title={t`Ask the tutor`} back={back}>
      <div className={styles.page}>
        <Conversation threadId={null} about={general} onBegun={(id) => navigate(`${HOME}/${id}`, { replace: true })} />
      </div>
    </Screen>
  );
};
