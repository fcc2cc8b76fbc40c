import { Trans, useLingui } from '@lingui/react/macro';
import { useState } from 'react';
import { Button } from '../../components/button.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { Row, Rows } from '../../components/row.tsx';
import type { NoteVersion } from '../../data/learner-database.ts';
import { useNoteVersions } from '../../data/queries/notes.ts';
import { useFormat } from '../../i18n/use-format.ts';
import styles from './materials.module.css';

interface VersionsDialogProps {
  materialId: string;
  open: boolean;
  onClose: () => void;
  onRestore: (text: string) => void;
}

const Versions = ({ materialId, onRestore }: Pick<VersionsDialogProps, 'materialId' | 'onRestore'>) => {
  const { dayAndTime } = useFormat();
  const versions = useNoteVersions(materialId);
  const [shown, setShown] = useState<NoteVersion | null>(null);
  if (shown)
    return (
      <>
        <p className={styles.quiet}>{dayAndTime(shown.at)}</p>
        <pre className={styles.version} dir="auto">
          {shown.text}
        </pre>
        <div className={styles.actions}>
          <Button onClick={() => onRestore(shown.text)}>
            <Trans>Make it read so again</Trans>
          </Button>
          <Button look="plain" onClick={() => setShown(null)}>
            <Trans>Other versions</Trans>
          </Button>
        </div>
      </>
    );
  return (
    <>
      <p className={styles.quiet}>
        <Trans>
          How it read when this device saw it, in the last thirty days. Each device keeps what it has seen itself.
        </Trans>
      </p>
      {versions?.length === 0 && (
        <p>
          <Trans>There is none yet.</Trans>
        </p>
      )}
      <Rows>
        {versions?.map((version) => (
          <Row
            key={version.id}
            icon="history"
            tone="quiet"
            title={dayAndTime(version.at)}
            detail={version.text.slice(0, 80)}
            onOpen={() => setShown(version)}
          />
        ))}
      </Rows>
    </>
  );
};

/** How a note read before. Going back is an edit like any other, and can be undone by another one. */
export const VersionsDialog = ({ open, onClose, ...versions }: VersionsDialogProps) => {
  const { t } = useLingui();
  return (
    <Dialog open={open} title={t`Earlier versions`} sheet onClose={onClose}>
      <Versions {...versions} />
    </Dialog>
  );
};
