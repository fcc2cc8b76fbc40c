import { Plural, Trans } from '@lingui/react/macro';
import { useState } from 'react';
import { Button } from '../../../components/button.tsx';
import { Card } from '../../../components/card.tsx';
import { type MadeBundle, noteHandedOver } from '../../../data/commands/hand-over.ts';
import type { HandedOver } from '../../../data/queries/hand-over.ts';
import { useFormat } from '../../../i18n/use-format.ts';
import styles from './hand-over.module.css';
import { PictureSeries } from './picture-series.tsx';
import { canShare, save, share } from './save-or-share.ts';

/** A bundle that was made, and the ways it can leave this device. */
export const MadeBundleCard = ({ bundle }: { bundle: MadeBundle }) => {
  const { bytes } = useFormat();
  const [showing, setShowing] = useState(false);
  const note = (how: HandedOver['how']) => void noteHandedOver(bundle, how);
  const size = bytes(bundle.sizeBytes);
  return (
    <Card kicker={<Trans>Ready to go</Trans>} end={size}>
      <p>
        <Plural value={bundle.rows} one="# thing is in it." other="# things are in it." />{' '}
        {bundle.left > 0 && (
          <Plural
            value={bundle.left}
            one="# more found no room and waits for a connection."
            other="# more found no room and wait for a connection."
          />
        )}
      </p>
      <div className={styles.buttons}>
        {canShare(bundle) && (
          <Button onClick={() => void share(bundle).then((shared) => shared && note('share'))}>
            <Trans>Share…</Trans>
          </Button>
        )}
        <Button
          look="quiet"
          icon="export"
          onClick={() => {
            save(bundle);
            note('file');
          }}
        >
          <Trans>Save as a file</Trans>
        </Button>
        {bundle.frames && !showing && (
          <Button
            look="quiet"
            onClick={() => {
              setShowing(true);
              note('pictures');
            }}
          >
            <Trans>Show as pictures</Trans>
          </Button>
        )}
      </div>
      {bundle.frames && showing ? (
        <PictureSeries frames={bundle.frames} />
      ) : (
        !bundle.frames && (
          <p className={styles.quiet}>
            <Trans>It is too large to be shown as pictures.</Trans>
          </p>
        )
      )}
    </Card>
  );
};
