import { Trans, useLingui } from '@lingui/react/macro';
import { useState } from 'react';
import { Button } from '../../components/button.tsx';
import { createJoinCode } from '../../data/commands/link-devices.ts';
import styles from './join.module.css';
import { useJoinWords } from './use-join-words.ts';

export const MakeCode = () => {
  const { t } = useLingui();
  const words = useJoinWords();
  const [code, setCode] = useState<string | null>(null);
  const [message, setMessage] = useState('');
  const handleMake = async () => {
    setMessage(t`Asking for a code…`);
    const outcome = await createJoinCode();
    setCode(outcome.kind === 'code' ? outcome.code : null);
    setMessage(outcome.kind === 'code' ? '' : words.notMade(outcome));
  };
  return (
    <div className={styles.part}>
      <p>
        <Trans>Make a code here, then enter it on the other device. It works once and only for a few minutes.</Trans>
      </p>
      <div>
        <Button look="quiet" onClick={() => void handleMake()}>
          <Trans>Make a code</Trans>
        </Button>
      </div>
      <div role="status">
        {code && (
          <p className={styles.code} dir="ltr">
            {code}
          </p>
        )}
        {message && <p>{message}</p>}
      </div>
    </div>
  );
};
