import { Trans } from '@lingui/react/macro';
import { useState } from 'react';
import { Button, ButtonLink } from '../../components/button.tsx';
import type { About } from '../../data/commands/converse.ts';
import { useThreadAbout } from '../../data/queries/conversations.ts';
import { Conversation } from './conversation.tsx';
import styles from './tutor.module.css';

const fieldOf = ({ lessonId, activityId, materialId }: About) =>
  activityId ? 'activityId' : lessonId ? 'lessonId' : materialId ? 'materialId' : null;

/** The conversation about what is at hand: the one there is, or a new one. */
export const TutorSheet = ({ about, onClose }: { about: About; onClose: () => void }) => {
  const field = fieldOf(about);
  const latest = useThreadAbout(field, (field && about[field]) ?? '');
  /** Undefined: the latest there is; null: a new one. */
  const [chosen, setChosen] = useState<string | null | undefined>();
  const threadId = chosen === undefined ? latest : chosen;
  if (threadId === undefined) return null;
  return (
    <>
      <Conversation key={threadId ?? 'new'} threadId={threadId} about={about} onBegun={setChosen} onOpen={onClose} />
      <div className={styles.actions}>
        {threadId && (
          <Button look="plain" icon="add" onClick={() => setChosen(null)}>
            <Trans>New conversation</Trans>
          </Button>
        )}
        <ButtonLink look="plain" href="/me/conversations" onOpen={onClose}>
          <Trans>All conversations</Trans>
        </ButtonLink>
        <Button look="plain" onClick={onClose}>
          <Trans>Close</Trans>
        </Button>
      </div>
    </>
  );
};
