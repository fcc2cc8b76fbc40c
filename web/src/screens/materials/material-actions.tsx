import type { Material } from '@hornbook/shared/collections/materials.ts';
import { Trans, useLingui } from '@lingui/react/macro';
import { useState } from 'react';
import { useLocation } from 'wouter';
import { Button } from '../../components/button.tsx';
import { bringBackMaterial, deleteMaterial, renameMaterial } from '../../data/commands/keep-materials.ts';
import { showToast } from '../../ui-state/toasts.ts';
import styles from './materials.module.css';
import { MoveDialog } from './move-dialog.tsx';
import { NameDialog } from './name-dialog.tsx';
import { useTellStored } from './tell-stored.ts';

/** What can be done with any material; one that was deleted can only be brought back. */
export const MaterialActions = ({ material }: { material: Material }) => {
  const { t } = useLingui();
  const [, navigate] = useLocation();
  const [asking, setAsking] = useState<'rename' | 'move' | null>(null);
  const tellStored = useTellStored();
  const { id } = material;
  const bringBack = () => void bringBackMaterial(id).then(tellStored);
  const handleDelete = async () => {
    if (!tellStored(await deleteMaterial(id))) return;
    navigate(`/me/subjects/${material.subjectId}`);
    showToast(t`Deleted.`, { label: t`Undo`, onPick: bringBack });
  };
  if (material.deletedAt !== null)
    return (
      <div className={styles.notice}>
        <p>
          <Trans>This was deleted. It can still be read, and brought back.</Trans>
        </p>
        <Button onClick={bringBack}>
          <Trans>Bring it back</Trans>
        </Button>
      </div>
    );
  return (
    <div className={styles.tools}>
      <Button look="plain" icon="pencil" onClick={() => setAsking('rename')}>
        <Trans>Rename</Trans>
      </Button>
      <Button look="plain" icon="folder" onClick={() => setAsking('move')}>
        <Trans>Move</Trans>
      </Button>
      <Button look="plain" icon="print" onClick={() => print()}>
        <Trans>Print</Trans>
      </Button>
      <Button look="plain" icon="remove" onClick={() => void handleDelete()}>
        <Trans>Delete</Trans>
      </Button>
      <NameDialog
        open={asking === 'rename'}
        title={t`Rename`}
        nameLabel={<Trans>What is it called?</Trans>}
        name={material.title}
        onClose={() => setAsking(null)}
        onKeep={(title) => void renameMaterial(id, title).then(tellStored)}
      />
      <MoveDialog
        material={asking === 'move' ? material : null}
        title={t`Where shall it go?`}
        onClose={() => setAsking(null)}
      />
    </div>
  );
};
