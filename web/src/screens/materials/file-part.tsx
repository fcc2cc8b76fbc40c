import type { Material } from '@hornbook/shared/collections/materials.ts';
import { Trans, useLingui } from '@lingui/react/macro';
import { Button } from '../../components/button.tsx';
import { ErrorState, MissingState, Skeleton } from '../../components/states.tsx';
import { unwantFile, wantFile } from '../../data/commands/keep-files.ts';
import { useFileState } from '../../data/queries/files.ts';
import { useFormat } from '../../i18n/use-format.ts';
import { FetchProgress } from './fetch-progress.tsx';
import { FileView } from './file-view.tsx';
import { FileWhereabouts } from './file-whereabouts.tsx';
import styles from './materials.module.css';

/** A file wherever it is: shown where it is here, else how it comes. */
export const FilePart = ({ material }: { material: Material }) => {
  const { t } = useLingui();
  const { bytes } = useFormat();
  const { blobHash, sizeBytes, mediaType, fileName } = material;
  const state = useFileState(blobHash);
  if (blobHash === null)
    return (
      <ErrorState title={<Trans>There is no file here</Trans>}>
        <Trans>It was never wholly added. If you still have it, add it again.</Trans>
      </ErrorState>
    );
  const size = bytes(sizeBytes ?? 0);
  const get = () => void wantFile(blobHash, { sizeBytes, mediaType: mediaType ?? '', fileName: fileName ?? '' });
  switch (state?.kind) {
    case undefined:
      return <Skeleton label={t`Fetching it from this device`} />;
    case 'here':
      return (
        <div className={styles.file}>
          <FileView material={material} blobHash={blobHash} />
          <FileWhereabouts blobHash={blobHash} size={size} state={state} />
        </div>
      );
    case 'coming':
      return (
        <FetchProgress
          sizeBytes={sizeBytes ?? 0}
          received={state.receivedBytes}
          isMissing={state.isMissing}
          onStop={() => void unwantFile(blobHash)}
        />
      );
    case 'failed':
      return (
        <ErrorState
          title={<Trans>It could not be fetched</Trans>}
          action={
            <Button look="quiet" icon="download" onClick={get}>
              <Trans>Try again</Trans>
            </Button>
          }
        >
          {state.failure === 'no-room' ? (
            <Trans>Not enough room on this device: {size} are needed. Remove something under Downloads first.</Trans>
          ) : (
            <Trans>It came damaged, and was not kept.</Trans>
          )}
        </ErrorState>
      );
    case 'elsewhere':
      return (
        <MissingState
          title={<Trans>Not on this device</Trans>}
          action={
            <Button icon="download" onClick={get}>
              <Trans>Get it, {size}</Trans>
            </Button>
          }
        >
          <Trans>{fileName} needs a download. Then it opens without a connection, too.</Trans>
        </MissingState>
      );
  }
};
