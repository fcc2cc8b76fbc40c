import type { JudgedTake } from '@hornbook/shared/pronunciation/take.ts';
import { Trans } from '@lingui/react/macro';

/** After a take that can't be judged: what was said before still counts, and is no verdict on this one. */
export const EarlierTake = ({ take }: { take: JudgedTake }) => {
  switch (take.band) {
    case 'matches':
      return <Trans>What you said before still counts: it matched.</Trans>;
    case 'close':
      return <Trans>What you said before still counts: it came close.</Trans>;
    case 'different':
      return <Trans>What you said before still counts: it was not recognised.</Trans>;
  }
};
