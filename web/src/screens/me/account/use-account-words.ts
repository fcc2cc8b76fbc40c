import { useLingui } from '@lingui/react/macro';
import type { NotDone } from '../../../data/commands/use-account.ts';

/** Why something about an account was not done, and what to do about it. */
export const useAccountWords = () => {
  const { t } = useLingui();
  return (outcome: NotDone | { kind: 'cancelled' }): string => {
    if (outcome.kind === 'unreachable')
      return t`This needs a connection to Hornbook. Nothing was changed; try again when there is one.`;
    if (outcome.kind === 'too-many') return t`Too many tries. Wait a while, then try again.`;
    if (outcome.kind === 'no-session')
      return t`This device is signed out. Sign in again under “Saving and sending” first.`;
    if (outcome.kind === 'cancelled') return t`No passkey was used. Nothing was changed.`;
    switch (outcome.code) {
      case 'wrong':
        return t`This e-mail address and this password do not belong together. Look at both again.`;
      case 'taken':
        return t`There is an account with this address already. If it is yours, sign in instead.`;
      case 'has-one':
        return t`There is an account with a password already.`;
      case 'last':
        return t`This is the only way into your account, so it stays.`;
      case 'ended':
        return t`This took too long. Sign in again.`;
      default:
        return t`The service did not accept this. Nothing was changed.`;
    }
  };
};
