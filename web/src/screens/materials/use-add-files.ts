import { useLingui } from '@lingui/react/macro';
import { useState } from 'react';
import { keepFile, type NotKept } from '../../data/commands/keep-files.ts';
import { createMaterial, titleOfFile } from '../../data/commands/keep-materials.ts';
import { showToast } from '../../ui-state/toasts.ts';
import { useTellStored } from './tell-stored.ts';

/** A file that could not be taken, by the name it had. */
export interface LeftOut {
  name: string;
  why: NotKept;
}

/** Takes files into a subject, one after the other; says which could not be taken, and why. */
export const useAddFiles = (subjectId: string) => {
  const { t } = useLingui();
  const tellStored = useTellStored();
  const [isAdding, setIsAdding] = useState(false);
  const [leftOut, setLeftOut] = useState<LeftOut[]>([]);
  const addFiles = async (files: readonly File[]): Promise<void> => {
    if (files.length === 0) return;
    setIsAdding(true);
    setLeftOut([]);
    const not: LeftOut[] = [];
    let added = 0;
    for (const file of files) {
      const kept = await keepFile(file, file.name);
      if (kept.kind !== 'kept') {
        not.push({ name: file.name, why: kept });
        continue;
      }
      const { sha256: blobHash, sizeBytes, mediaType, fileName } = kept;
      const made = await createMaterial(subjectId, titleOfFile(fileName), {
        ...{ kind: 'file', blobHash, sizeBytes, mediaType, fileName },
      });
      if (!tellStored(made)) break;
      added += 1;
    }
    setIsAdding(false);
    setLeftOut(not);
    if (added > 0) showToast(t`Added, and kept on this device.`);
  };
  return { addFiles, isAdding, leftOut };
};
