import type { Material } from '@hornbook/shared/collections/materials.ts';
import { Trans, useLingui } from '@lingui/react/macro';
import { useEffect } from 'react';
import { Button } from '../../components/button.tsx';
import { Icon } from '../../components/icon.tsx';
import { Skeleton } from '../../components/states.tsx';
import { wantFile } from '../../data/commands/keep-files.ts';
import { useFileState } from '../../data/queries/files.ts';
import { FetchProgress } from './fetch-progress.tsx';
import styles from './materials.module.css';
import { PageCopyView } from './page-copy-view.tsx';

const Copy = ({ material, snapshotHash }: { material: Material; snapshotHash: string }) => {
  const { t } = useLingui();
  const state = useFileState(snapshotHash);
  const fileName = material.title || (material.url ?? '');
  const get = () => wantFile(snapshotHash, { sizeBytes: null, mediaType: 'text/plain', fileName });
  const isElsewhere = state?.kind === 'elsewhere';
  // A text is small: whoever looks for it wants it.
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each copy that is looked for and not here.
  useEffect(() => {
    if (isElsewhere) void get();
  }, [isElsewhere, snapshotHash]);
  switch (state?.kind) {
    case 'here':
      return <PageCopyView sha256={snapshotHash} />;
    case 'coming':
      return <FetchProgress sizeBytes={0} received={0} isMissing={state.isMissing} />;
    case 'failed':
      return (
        <div className={styles.notice}>
          <p>
            {state.failure === 'no-room' ? (
              <Trans>There is a readable copy, but not enough room for it on this device.</Trans>
            ) : (
              <Trans>The readable copy came damaged, and was not kept.</Trans>
            )}
          </p>
          <Button look="quiet" icon="download" onClick={() => void get()}>
            <Trans>Try again</Trans>
          </Button>
        </div>
      );
    default:
      return <Skeleton label={t`Fetching it from this device`} />;
  }
};

/** A link, with the text it leads to where the service could keep it. */
export const LinkPart = ({ material }: { material: Material }) => {
  const { url, snapshotState, snapshotHash } = material;
  return (
    <div className={styles.file}>
      {url && (
        <p className={styles.address}>
          <Icon name="link" />
          <a href={url} target="_blank" rel="noopener noreferrer">
            {url}
          </a>
        </p>
      )}
      {snapshotState === 'kept' && snapshotHash ? (
        <Copy key={snapshotHash} material={material} snapshotHash={snapshotHash} />
      ) : (
        <p className={styles.notice}>
          {snapshotState === 'link' ? (
            <Trans>
              Only the link could be kept: there is no text at this address that can be read without a connection.
            </Trans>
          ) : (
            <Trans>
              The link is kept. When there is a connection, the service looks whether it can keep the text of the page,
              too.
            </Trans>
          )}
        </p>
      )}
    </div>
  );
};
