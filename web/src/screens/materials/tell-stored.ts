import { useLingui } from '@lingui/react/macro';
import type { NotStored } from '../../data/local-write.ts';
import { showToast } from '../../ui-state/toasts.ts';

/** Says so when something could not be kept; true when it was. */
export const useTellStored = () => {
  const { t } = useLingui();
  return (outcome: { kind: string } | NotStored): boolean => {
    if (outcome.kind !== 'not-stored') return true;
    showToast(t`Not saved: make some room on this device, then try again.`);
    return false;
  };
};
