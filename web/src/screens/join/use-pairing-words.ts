import { useLingui } from '@lingui/react/macro';
import type { askByCode, offerPairing } from '../../data/commands/link-devices.ts';

type NotOffered = Exclude<Awaited<ReturnType<typeof offerPairing>>['kind'], 'offered'>;
type NotAsked = Exclude<Awaited<ReturnType<typeof askByCode>>['kind'], 'asked'>;

/** Why two devices could not be joined, and what to do about it. */
export const usePairingWords = () => {
  const { t } = useLingui();
  const unreachable = t`This needs a connection to Hornbook. Try again when there is one.`;
  const tooMany = t`Too many tries. Wait a while, then try again.`;
  const shutOut = t`This device is not let in any more. Show a code on another of your devices and enter it here.`;
  const badCode = t`That code is not known, was used already, or is too old. Make a new one on the other device.`;
  return {
    unreachable,
    notOffered: (kind: NotOffered): string => {
      if (kind === 'unreachable') return unreachable;
      return kind === 'too-many' ? tooMany : shutOut;
    },
    notAsked: (kind: NotAsked): string => {
      if (kind === 'no-code') return t`A code has eight letters, like BCDF-GHJK. Look again at the other device.`;
      if (kind === 'bad-code') return badCode;
      return kind === 'too-many' ? tooMany : unreachable;
    },
    notJoined: (code: string): string => {
      if (code === 'not-confirmed') return t`The other device said no. Nothing was changed here.`;
      if (code === 'ended') return badCode;
      return t`The service did not let this device in. Nothing was changed here.`;
    },
  };
};
