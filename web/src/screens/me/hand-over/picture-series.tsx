import { Trans, useLingui } from '@lingui/react/macro';
import { useState } from 'react';
import { Button } from '../../../components/button.tsx';
import { QrPicture } from '../../join/qr-picture.tsx';
import { useEvery } from '../../join/use-every.ts';
import styles from './hand-over.module.css';

const SHOWN_MS = 700;
const standsStill = (): boolean => matchMedia('(prefers-reduced-motion: reduce)').matches;

/** A bundle as pictures that follow each other for another device's camera, by themselves or one by one. */
export const PictureSeries = ({ frames }: { frames: string[] }) => {
  const { t } = useLingui();
  const [at, setAt] = useState(0);
  const [runs, setRuns] = useState(() => frames.length > 1 && !standsStill());
  const step = (by: number) => setAt((now) => (now + by + frames.length) % frames.length);
  useEvery(runs ? SHOWN_MS : null, async () => step(1));
  const number = at + 1;
  const count = frames.length;
  return (
    <div className={styles.pictures}>
      <QrPicture text={frames[at] ?? ''} label={t`Picture ${number} of ${count}, to scan`} />
      <p>
        <Trans>
          Picture {number} of {count}
        </Trans>
      </p>
      {count > 1 && (
        <div className={styles.buttons}>
          <Button look="quiet" onClick={() => step(-1)}>
            <Trans>Previous</Trans>
          </Button>
          <Button look="quiet" icon={runs ? 'pause' : 'play'} onClick={() => setRuns(!runs)}>
            {runs ? <Trans>Pause</Trans> : <Trans>Play</Trans>}
          </Button>
          <Button look="quiet" onClick={() => step(1)}>
            <Trans>Next</Trans>
          </Button>
        </div>
      )}
      <p className={styles.quiet}>
        <Trans>
          On the other device open this page, choose “Scan pictures”, and hold its camera before this screen.
        </Trans>
      </p>
    </div>
  );
};
