import { Trans, useLingui } from '@lingui/react/macro';
import { Button } from '../../components/button.tsx';
import { ProgressBar } from '../../components/progress-bar.tsx';
import styles from './tutor.module.css';
import type { OwnAnswer } from './use-own-answer.ts';

/** The browser has a model of its own: it answers only if the learner says so. */
export const OwnModelOffer = ({ own: { offer, share, agree } }: { own: OwnAnswer }) => {
  const { t } = useLingui();
  if (share !== null) return <ProgressBar label={t`This browser fetches its model`} value={share} moving />;
  if (!offer) return null;
  return (
    <div className={styles.note}>
      <p>
        {offer === 'ready' ? (
          <Trans>
            This browser has a language model of its own. It can answer here, without a connection, and nothing leaves
            this device. It may be wrong.
          </Trans>
        ) : (
          <Trans>
            This browser can fetch a language model of its own: a download of some gigabytes. Then it can answer here,
            without a connection, and nothing leaves this device. It may be wrong.
          </Trans>
        )}
      </p>
      <Button look="quiet" onClick={agree}>
        {offer === 'ready' ? <Trans>Let it answer</Trans> : <Trans>Fetch it and let it answer</Trans>}
      </Button>
    </div>
  );
};
