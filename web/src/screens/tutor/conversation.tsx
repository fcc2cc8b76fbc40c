import { Trans, useLingui } from '@lingui/react/macro';
import { useEffect, useRef } from 'react';
import { Button } from '../../components/button.tsx';
import { Markdown } from '../../components/markdown/markdown.tsx';
import { Skeleton } from '../../components/states.tsx';
import { type About, ask } from '../../data/commands/converse.ts';
import { type MessageView, useThread } from '../../data/queries/conversations.ts';
import { passagesFor } from '../../data/queries/search.ts';
import { setPreferences, usePreferences } from '../../ui-state/preferences.ts';
import { sendNow } from '../../ui-state/send-now.ts';
import { showToast } from '../../ui-state/toasts.ts';
import { Composer } from './composer.tsx';
import { MessageItem } from './message-item.tsx';
import { OwnModelOffer } from './own-model-offer.tsx';
import { Spoken } from './spoken.tsx';
import { Starters } from './starters.tsx';
import styles from './tutor.module.css';
import { useLiveAnswer } from './use-live-answer.ts';
import { useOwnAnswer } from './use-own-answer.ts';
import { useTutor } from './use-tutor.ts';
import { Waiting } from './waiting.tsx';

interface ConversationProps {
  /** Null: the first question begins it. */
  threadId: string | null;
  about: About;
  onBegun?: (threadId: string) => void;
  /** When a link leads away from it. */
  onOpen?: () => void;
}

const NONE: MessageView[] = [];

/** A conversation: what was said, what waits and why, and where to ask. */
export const Conversation = ({ threadId, about, onBegun, onOpen }: ConversationProps) => {
  const { t } = useLingui();
  const { tutorNoteRead } = usePreferences();
  const there = useTutor();
  const view = useThread(threadId ?? 'none');
  const messages = view?.kind === 'ready' ? view.messages : NONE;
  const open = messages.filter(({ role, answered }) => role === 'user' && !answered);
  // One after the other: the others wait for it.
  const next = open.find(({ standing }) => standing?.state !== 'given-up') ?? null;
  const live = useLiveAnswer(there === 'none' ? null : (next?.id ?? null));
  const own = useOwnAnswer(threadId, there === 'none' || live.phase === 'away' ? next : null);
  const end = useRef<HTMLDivElement>(null);
  const count = messages.length;
  useEffect(() => {
    // What was just said is to be seen.
    if (count > 0) end.current?.scrollIntoView({ block: 'nearest' });
  }, [count]);

  const handleAsk = async (text: string, type: MessageView['type'] = 'text'): Promise<boolean> => {
    const passages = await passagesFor(text);
    const isCode = type === 'text' && /^```/m.test(text);
    const asking = { text, type: isCode ? ('code' as const) : type, passages };
    const outcome = await ask(threadId ? { threadId } : { about }, asking);
    if (outcome.kind === 'not-stored') showToast(t`Not saved: make some room on this device, then try again.`);
    if (outcome.kind !== 'asked') return false;
    sendNow();
    if (!threadId) onBegun?.(outcome.threadId);
    return true;
  };
  if (threadId && !view) return <Skeleton label={t`Fetching the conversation from this device`} />;

  const phaseOf = (message: MessageView) => {
    if (there === 'none') return 'none';
    return message.id === next?.id ? live.phase : live.phase === 'away' ? 'away' : 'behind';
  };
  const coming = own.text ?? (live.phase === 'coming' ? live.text : '');
  const last = messages.at(-1);
  return (
    <div className={styles.conversation}>
      {there === 'none' && !tutorNoteRead && (
        <div className={styles.note}>
          <p>
            <Trans>
              This Hornbook has no tutor that writes answers. What you ask is looked up in your own lessons and
              materials, and shown to you word for word.
            </Trans>
          </p>
          <Button look="quiet" onClick={() => setPreferences({ tutorNoteRead: true })}>
            <Trans>All right</Trans>
          </Button>
        </div>
      )}
      {count === 0 && <Starters context={about.context} onAsk={(text) => void handleAsk(text, 'explanation')} />}
      {count > 0 && (
        <ol className={styles.messages}>
          {messages.flatMap((message) => [
            <MessageItem key={message.id} message={message} />,
            ...(message.role === 'user' && !message.answered
              ? [
                  <li key={`${message.id}/waiting`} className={styles.message}>
                    {message.id === next?.id && coming ? (
                      <Markdown text={coming} />
                    ) : (
                      <Waiting
                        question={message}
                        phase={phaseOf(message)}
                        onAgain={() => void handleAsk(message.text, message.type)}
                        onOpen={onOpen}
                      />
                    )}
                  </li>,
                ]
              : []),
          ])}
        </ol>
      )}
      <OwnModelOffer own={own} />
      <Spoken
        text={coming}
        done={last?.role === 'assistant' && last.state === 'said' ? t`The answer is here.` : null}
      />
      <div ref={end} />
      <Composer onAsk={handleAsk} />
    </div>
  );
};
