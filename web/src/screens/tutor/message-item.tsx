import { Trans } from '@lingui/react/macro';
import { Markdown } from '../../components/markdown/markdown.tsx';
import type { MessageView } from '../../data/queries/conversations.ts';
import styles from './tutor.module.css';

/** One thing that was said, with who said it. */
export const MessageItem = ({ message }: { message: MessageView }) => {
  const { role, text, state, ownModel } = message;
  if (role === 'user')
    return (
      <li className={`${styles.message} ${styles.own}`}>
        <p className="visually-hidden">
          <Trans>You asked:</Trans>
        </p>
        <p className={styles.said} dir="auto">
          {text}
        </p>
      </li>
    );
  return (
    <li className={styles.message}>
      <p className={styles.who}>
        {ownModel ? <Trans>This browser’s own model answered:</Trans> : <Trans>The tutor answered:</Trans>}
      </p>
      <Markdown text={text} />
      {state === 'partial' && (
        <p className={styles.who}>
          <Trans>The answer was cut off. It is asked for again, all by itself.</Trans>
        </p>
      )}
    </li>
  );
};
