import { Trans, useLingui } from '@lingui/react/macro';
import { useEffect } from 'react';
import { fetchPython, lookForPython, PYTHON_BYTES, usePythonState } from '../../code/python-files.ts';
import { Button } from '../../components/button.tsx';
import { ProgressBar } from '../../components/progress-bar.tsx';
import { useFormat } from '../../i18n/use-format.ts';
import styles from './code.module.css';

/** Python is a download one asks for: its size first, then how far it is. Nothing once it is there. */
export const PythonOffer = () => {
  const { t } = useLingui();
  const { bytes } = useFormat();
  const state = usePythonState();
  useEffect(() => void lookForPython(), []);
  if (state.kind === 'ready' || state.kind === 'unknown') return null;
  const size = bytes(PYTHON_BYTES);
  return (
    <div className={styles.offer}>
      <p>
        <Trans>Python is a download of its own: {size}, once. Then it works without a connection.</Trans>
      </p>
      {state.kind === 'fetching' ? (
        <ProgressBar value={Math.min(1, state.doneBytes / PYTHON_BYTES)} label={t`Getting Python`} moving />
      ) : (
        <Button look="accent" icon="download" onClick={() => void fetchPython()}>
          <Trans>Get Python</Trans>
        </Button>
      )}
      <p role="status" className={styles.status}>
        {state.kind === 'failed' && state.reason === 'no-room' && (
          <Trans>There is not enough room on this device. Remove a download, then try again.</Trans>
        )}
        {state.kind === 'failed' && state.reason === 'no-connection' && (
          <Trans>It could not be fetched. What has come is kept; try again with a connection.</Trans>
        )}
      </p>
    </div>
  );
};
