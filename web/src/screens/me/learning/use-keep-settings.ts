import { useLingui } from '@lingui/react/macro';
import { setSettings } from '../../../data/commands/set-settings.ts';
import type { SettingsView } from '../../../data/queries/learner-settings.ts';
import { showToast } from '../../../ui-state/toasts.ts';

/** Keeps a choice, and says so only when it could not be kept: the control itself shows that it was. */
export const useKeepSettings = () => {
  const { t } = useLingui();
  return async (changes: Partial<SettingsView>): Promise<void> => {
    const outcome = await setSettings(changes);
    if (outcome.kind === 'not-stored') showToast(t`Not saved: make some room on this device, then try again.`);
  };
};
