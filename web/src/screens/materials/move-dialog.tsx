import type { Material } from '@hornbook/shared/collections/materials.ts';
import { Trans, useLingui } from '@lingui/react/macro';
import { Dialog } from '../../components/dialog.tsx';
import { Row, Rows } from '../../components/row.tsx';
import { moveMaterial } from '../../data/commands/keep-materials.ts';
import { createSubject } from '../../data/commands/keep-subjects.ts';
import { useSubjects } from '../../data/queries/subjects.ts';
import { useTellStored } from './tell-stored.ts';

interface MoveDialogProps {
  /** Null while it is closed. */
  material: Material | null;
  title: string;
  onClose: () => void;
}

/** Puts a material into a subject; a deleted one comes back that way. */
export const MoveDialog = ({ material, title, onClose }: MoveDialogProps) => {
  const { t } = useLingui();
  const subjects = useSubjects();
  const tellStored = useTellStored();
  const move = async (subjectId: string) => {
    if (material) tellStored(await moveMaterial(material.id, subjectId));
    onClose();
  };
  const moveToNew = async () => {
    const made = await createSubject({ name: t`New subject` });
    if (tellStored(made) && made.kind === 'created') await move(made.id);
  };
  return (
    <Dialog open={material !== null} title={title} sheet onClose={onClose}>
      <Rows>
        {subjects?.map(({ subject }) => (
          <Row
            key={subject.id}
            icon="folder"
            title={subject.name || <Trans>Without a name</Trans>}
            detail={subject.id === material?.subjectId && material.deletedAt === null && <Trans>It is here now</Trans>}
            onOpen={() => void move(subject.id)}
          />
        ))}
        <Row icon="add" tone="quiet" title={<Trans>A new subject</Trans>} onOpen={() => void moveToNew()} />
      </Rows>
    </Dialog>
  );
};
