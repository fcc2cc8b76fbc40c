import { Trans } from '@lingui/react/macro';
import type { ReactNode } from 'react';
import { Button } from '../../components/button.tsx';
import { Icon } from '../../components/icon.tsx';
import type { MessageView } from '../../data/queries/conversations.ts';
import { useFormat } from '../../i18n/use-format.ts';
import { PassageList } from './passage-list.tsx';
import styles from './tutor.module.css';

interface WaitingProps {
  question: MessageView;
  /** `behind`: another question comes first. */
  phase: 'asking' | 'coming' | 'away' | 'none' | 'behind';
  onAgain: () => void;
  onOpen?: (() => void) | undefined;
}

/** Why a question has no answer yet, and what the learner's own lessons and materials say meanwhile. */
export const Waiting = ({ question, phase, onAgain, onOpen }: WaitingProps) => {
  const { dayAndTime } = useFormat();
  const { standing, passages } = question;
  const covered = passages && passages.length > 0;
  const until = standing?.until ? dayAndTime(standing.until) : null;
  const why = (): ReactNode => {
    if (phase === 'none') return covered ? null : <Trans>Nothing on this device covers this question.</Trans>;
    if (standing?.state === 'given-up') return <Trans>The tutor could not answer this one.</Trans>;
    if (standing?.reason === 'own-budget' && until)
      return <Trans>Today’s questions are used up. It is asked again on {until}, all by itself.</Trans>;
    if (standing?.reason === 'all-budget' && until)
      return <Trans>The tutor has answered enough for now. It is asked again on {until}, all by itself.</Trans>;
    if (phase === 'away')
      return covered ? (
        <Trans>I’ll ask when there’s a connection. Meanwhile, this is what you have here:</Trans>
      ) : (
        <Trans>I’ll ask when there’s a connection. Nothing on this device covers this question.</Trans>
      );
    if (standing?.reason === 'unavailable') return <Trans>The tutor is not there just now. I’ll ask again.</Trans>;
    return <Trans>Asking …</Trans>;
  };
  const words = why();
  const shows = covered && (phase === 'away' || phase === 'none' || standing !== null);
  return (
    <div className={styles.waiting}>
      {words && (
        <p className={styles.why}>
          <Icon name={phase === 'none' ? 'search' : 'clock'} />
          <span>{words}</span>
        </p>
      )}
      {shows && <PassageList passages={passages} onOpen={onOpen} />}
      {standing?.state === 'given-up' && (
        <Button look="quiet" icon="undo" onClick={onAgain}>
          <Trans>Ask again</Trans>
        </Button>
      )}
    </div>
  );
};
