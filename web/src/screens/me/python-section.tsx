import { Trans } from '@lingui/react/macro';
import { useEffect } from 'react';
import { lookForPython, PYTHON_STORED_BYTES, removePython, usePythonState } from '../../code/python-files.ts';
import { Button } from '../../components/button.tsx';
import { Section } from '../../components/page.tsx';
import { useFormat } from '../../i18n/use-format.ts';
import styles from './me.module.css';

/** Python, where it was asked for: the room it takes, and a way to have that back. */
export const PythonSection = () => {
  const { bytes } = useFormat();
  const { kind } = usePythonState();
  useEffect(() => void lookForPython(), []);
  if (kind !== 'ready') return null;
  const size = bytes(PYTHON_STORED_BYTES);
  return (
    <Section title="Python">
      <p className={styles.quiet}>
        <Trans>Runs Python programs without a connection. It takes {size}, and can be got again.</Trans>
      </p>
      <div>
        <Button look="quiet" icon="remove" onClick={() => void removePython()}>
          <Trans>Remove Python</Trans>
        </Button>
      </div>
    </Section>
  );
};
