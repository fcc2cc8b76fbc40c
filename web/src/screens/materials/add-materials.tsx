import { Trans, useLingui } from '@lingui/react/macro';
import { type ChangeEvent, useRef, useState } from 'react';
import { useLocation } from 'wouter';
import { Button } from '../../components/button.tsx';
import { createMaterial } from '../../data/commands/keep-materials.ts';
import { LeftOutList } from './left-out.tsx';
import { LinkDialog } from './link-dialog.tsx';
import styles from './materials.module.css';
import { NameDialog } from './name-dialog.tsx';
import { useTellStored } from './tell-stored.ts';
import { useAddFiles } from './use-add-files.ts';
import { useFilesBrought } from './use-files-brought.ts';

/** The ways in which something comes into a subject: written, chosen, photographed, pasted, dropped, or as a link. */
export const AddMaterials = ({ subjectId }: { subjectId: string }) => {
  const { t } = useLingui();
  const [, navigate] = useLocation();
  const [asking, setAsking] = useState<'note' | 'link' | null>(null);
  const tellStored = useTellStored();
  const files = useRef<HTMLInputElement>(null);
  const camera = useRef<HTMLInputElement>(null);
  const { addFiles, isAdding, leftOut } = useAddFiles(subjectId);
  const isOver = useFilesBrought((brought) => void addFiles(brought));
  const handleMade = async (making: ReturnType<typeof createMaterial>) => {
    const made = await making;
    if (tellStored(made) && made.kind === 'created') navigate(`/me/materials/${made.id}`);
  };
  const handleChosen = ({ target }: ChangeEvent<HTMLInputElement>) => {
    void addFiles([...(target.files ?? [])]);
    // The same file again is a new wish.
    target.value = '';
  };
  return (
    <div className={styles.adding}>
      <div className={styles.actions}>
        <Button icon="add" onClick={() => setAsking('note')}>
          <Trans>New note</Trans>
        </Button>
        <Button look="quiet" icon="file" disabled={isAdding} onClick={() => files.current?.click()}>
          <Trans>Add a file</Trans>
        </Button>
        <span className={styles.withCamera}>
          <Button look="quiet" icon="camera" disabled={isAdding} onClick={() => camera.current?.click()}>
            <Trans>Take a picture</Trans>
          </Button>
        </span>
        <Button look="quiet" icon="link" onClick={() => setAsking('link')}>
          <Trans>Add a link</Trans>
        </Button>
        <input
          ref={files}
          type="file"
          multiple
          tabIndex={-1}
          className={styles.chooser}
          aria-label={t`Files to add`}
          onChange={handleChosen}
        />
        <input
          ref={camera}
          type="file"
          accept="image/*"
          capture="environment"
          tabIndex={-1}
          className={styles.chooser}
          aria-label={t`Picture to add`}
          onChange={handleChosen}
        />
      </div>
      <p role="status" className={styles.quiet}>
        {isAdding ? (
          <Trans>Keeping it on this device…</Trans>
        ) : (
          <span className={styles.byMouse}>
            <Trans>You can also drop files here, or paste a picture.</Trans>
          </span>
        )}
      </p>
      <LeftOutList files={leftOut} />
      {isOver && (
        <div className={styles.dropHere} aria-hidden>
          <Trans>Let go to add it to this subject</Trans>
        </div>
      )}
      <NameDialog
        open={asking === 'note'}
        title={t`New note`}
        nameLabel={<Trans>What is it called?</Trans>}
        onClose={() => setAsking(null)}
        onKeep={(title) => void handleMade(createMaterial(subjectId, title, { kind: 'text' }))}
      />
      <LinkDialog
        open={asking === 'link'}
        onClose={() => setAsking(null)}
        onKeep={(url, title) => void handleMade(createMaterial(subjectId, title, { kind: 'url', url }))}
      />
    </div>
  );
};
