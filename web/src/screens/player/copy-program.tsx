import { Trans, useLingui } from '@lingui/react/macro';
import { Button } from '../../components/button.tsx';
import { showToast } from '../../ui-state/toasts.ts';

/** The work of an hour, put where it can be taken elsewhere. */
export const CopyProgram = ({ source }: { source: string }) => {
  const { t } = useLingui();
  const handleCopy = () =>
    navigator.clipboard.writeText(source).then(
      () => showToast(t`Program copied`),
      () => showToast(t`This browser does not let it be copied.`),
    );
  return (
    // Without a secure connection there is no clipboard at all.
    <Button
      look="quiet"
      icon="copy"
      onClick={() =>
        void Promise.resolve()
          .then(handleCopy)
          .catch(() => undefined)
      }
    >
      <Trans>Copy it</Trans>
    </Button>
  );
};
