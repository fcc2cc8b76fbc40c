import type { Material } from '@hornbook/shared/collections/materials.ts';
import { Dialog } from '../../components/dialog.tsx';
import { moveMaterial } from '../../data/commands/keep-materials.ts';
import { SubjectChoice } from './subject-choice.tsx';
import { useTellStored } from './tell-stored.ts';

interface MoveDialogProps {
  /** Null while it is closed. */
  material: Material | null;
  title: string;
  onClose: () => void;
}

/** Puts a material into a subject; a deleted one comes back that way. */
export const MoveDialog = ({ material, title, onClose }: MoveDialogProps) => {
  const tellStored = useTellStored();
  const move = async (subjectId: string) => {
    if (material) tellStored(await moveMaterial(material.id, subjectId));
    onClose();
  };
  return (
    <Dialog open={material !== null} title={title} sheet onClose={onClose}>
      <SubjectChoice
        currentId={material?.deletedAt === null ? material.subjectId : null}
        onChoose={(subjectId) => void move(subjectId)}
      />
    </Dialog>
  );
};
