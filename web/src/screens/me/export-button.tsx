import { Trans } from '@lingui/react/macro';
import { Button } from '../../components/button.tsx';
import { exportOwnData } from '../../data/commands/export-own-data.ts';

const saveFile = ({ fileName, mediaType, text }: Awaited<ReturnType<typeof exportOwnData>>): void => {
  const url = URL.createObjectURL(new Blob([text], { type: mediaType }));
  const link = document.createElement('a');
  link.href = url;
  link.download = fileName;
  link.click();
  // The browser still reads from it when click() returns.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
};

export const ExportButton = () => (
  <Button look="quiet" icon="export" onClick={() => void exportOwnData().then(saveFile)}>
    <Trans>Save a copy of everything</Trans>
  </Button>
);
