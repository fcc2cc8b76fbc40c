import { Trans } from '@lingui/react/macro';
import { Link } from 'wouter';
import { Section } from '../../components/page.tsx';
import type { AttemptHistory } from '../../data/queries/attempts.ts';
import { History } from './history.tsx';

const few = 4;

interface EarlierAttemptsProps {
  title: React.ReactNode;
  history: AttemptHistory;
  /** The list of all of them. */
  href: string;
  except?: string;
}

/** The latest few attempts, and the way to all of them. */
export const EarlierAttempts = ({ title, history, href, except }: EarlierAttemptsProps) => (
  <Section
    title={title}
    end={
      <Link href={href}>
        <Trans>All attempts</Trans>
      </Link>
    }
  >
    <History history={history} except={except} most={few} />
  </Section>
);
