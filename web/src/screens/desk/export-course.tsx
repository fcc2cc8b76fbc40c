import { Plural, Trans } from '@lingui/react/macro';
import { useState } from 'react';
import { Button } from '../../components/button.tsx';
import { exportDraft } from '../../data/commands/export-draft.ts';
import { saveFile } from '../me/save-file.ts';

/** Saves a course as files that other Hornbooks, and any editor of texts, can open. */
export const ExportCourse = ({ courseId }: { courseId: string }) => {
  const [missing, setMissing] = useState(0);
  const handleExport = async () => {
    const made = await exportDraft(courseId);
    if (made.kind === 'unknown') return;
    setMissing(made.missing.length);
    saveFile(made.fileName, made.file);
  };
  return (
    <>
      <Button look="plain" icon="export" onClick={() => void handleExport()}>
        <Trans>Save as a folder of texts</Trans>
      </Button>
      <span role="status">
        {missing > 0 && (
          <Plural
            value={missing}
            one="# picture is not on this device, and is not in it. Save it again with a connection."
            other="# pictures are not on this device, and are not in it. Save it again with a connection."
          />
        )}
      </span>
    </>
  );
};
