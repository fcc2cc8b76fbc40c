import { useLingui } from '@lingui/react/macro';
import type { createJoinCode, joinByCode } from '../../data/commands/link-devices.ts';

type NotMade = Exclude<Awaited<ReturnType<typeof createJoinCode>>, { kind: 'code' }>;
type NotJoined = Exclude<Awaited<ReturnType<typeof joinByCode>>, { kind: 'joined' }>;

/** Why two devices could not be joined, and what to do about it. */
export const useJoinWords = () => {
  const { t } = useLingui();
  const unreachable = t`This needs a connection to Hornbook. Try again when there is one.`;
  return {
    notMade: ({ kind }: NotMade): string =>
      kind === 'unreachable' ? unreachable : t`This installation does not offer codes yet.`,
    notJoined: (outcome: NotJoined): string => {
      if (outcome.kind === 'unreachable') return unreachable;
      return t`That code is not known, was used already, or is too old. Make a new one on the other device.`;
    },
  };
};
