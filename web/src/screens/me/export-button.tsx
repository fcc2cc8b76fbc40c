import { Plural, Trans, useLingui } from '@lingui/react/macro';
import { useState } from 'react';
import { Button } from '../../components/button.tsx';
import { type ExportFormat, exportOwnData, type OwnData } from '../../data/commands/export-own-data.ts';
import { noteExport } from '../../data/commands/note-export.ts';
import { useAskPin } from '../learners/ask-pin.tsx';
import styles from './me.module.css';
import { saveFile } from './save-file.ts';

/** A copy of everything, made of what lies on this device: it asks neither the network nor the sync engine. */
export const ExportButton = ({ tables = false }: { tables?: boolean }) => {
  const { t } = useLingui();
  const [message, setMessage] = useState('');
  const [lacking, setLacking] = useState<Pick<OwnData, 'unreadable' | 'missingFiles'>>({
    unreadable: [],
    missingFiles: 0,
  });
  const { unreadable, missingFiles } = lacking;
  const { askPin, dialog } = useAskPin();
  const handleExport = async (format: ExportFormat) => {
    setMessage(t`Making the copy…`);
    try {
      const { fileName, file, ...lacks } = await exportOwnData(format);
      saveFile(fileName, file);
      void noteExport();
      setLacking(lacks);
      setMessage('');
    } catch {
      setMessage(t`The copy could not be made: this browser does not let its store be read.`);
    }
  };
  return (
    <div className={styles.part}>
      <div className={styles.actions}>
        <Button look="quiet" icon="export" onClick={() => void askPin(() => handleExport('json'))}>
          <Trans>Save a copy of everything</Trans>
        </Button>
        {tables && (
          <Button look="quiet" icon="export" onClick={() => void askPin(() => handleExport('csv'))}>
            <Trans>Save as tables (CSV)</Trans>
          </Button>
        )}
        {tables && (
          <Button look="quiet" icon="export" onClick={() => void askPin(() => handleExport('xapi'))}>
            <Trans>Save for other platforms (xAPI)</Trans>
          </Button>
        )}
      </div>
      <p role="status">{message}</p>
      {dialog}
      {missingFiles > 0 && (
        <p role="alert" className={styles.reason}>
          <Plural
            value={missingFiles}
            one="One of your files is not in the copy, because it is not on this device or can’t be read here. The table files.csv says which."
            other="# of your files are not in the copy, because they are not on this device or can’t be read here. The table files.csv says which."
          />
        </p>
      )}
      {unreadable.length > 0 && (
        <p role="alert" className={styles.reason}>
          <Plural
            value={unreadable.length}
            one="The store of this browser is damaged: a part of it could not be read, and is not in the copy. The copy says which."
            other="The store of this browser is damaged: # parts of it could not be read wholly, and are not in the copy. The copy says which."
          />
        </p>
      )}
    </div>
  );
};
