import { useLingui } from '@lingui/react/macro';
import type { DownloadAsked } from '../../data/commands/manage-downloads.ts';
import { useFormat } from '../../i18n/use-format.ts';
import { showToast } from '../../ui-state/toasts.ts';

/** Says when what was asked for can't come, and what would help. */
export const useDownloadWords = () => {
  const { t } = useLingui();
  const { bytes } = useFormat();
  return {
    report: (asked: DownloadAsked): void => {
      if (asked.kind === 'no-room') {
        const needed = bytes(asked.neededBytes);
        const free = bytes(asked.freeBytes);
        showToast(t`Not enough room: ${needed} needed, ${free} free. Remove a download under Me, Downloads.`);
      }
      if (asked.kind === 'unknown') showToast(t`This device has not heard of that course yet.`);
    },
  };
};
