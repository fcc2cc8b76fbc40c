import { Trans, useLingui } from '@lingui/react/macro';
import { removeErased } from '../../data/commands/use-account.ts';
import { ExportButton } from './export-button.tsx';
import { RemoveForGood } from './remove-for-good.tsx';

/** What is left on a device that heard of a deletion late: it is the learner's to take along, and then to remove. */
export const RemoveErased = () => {
  const { t } = useLingui();
  return (
    <>
      <ExportButton />
      <RemoveForGood
        asks={<Trans>Remove it from this device</Trans>}
        title={t`Remove it from this device?`}
        words={
          <Trans>
            What was never sent is here alone: without a copy it is gone. After that this device begins anew, as
            somebody nobody knows.
          </Trans>
        }
        action={<Trans>Remove for good</Trans>}
        onRemove={removeErased}
      />
    </>
  );
};
