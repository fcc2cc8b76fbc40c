import type { MadeBundle } from '../../../data/commands/hand-over.ts';
import { saveFile } from '../save-file.ts';

const mediaType = 'text/plain';

const fileOf = ({ fileName, text }: MadeBundle): File => new File([text], fileName, { type: mediaType });

/** Whether this browser's share sheet takes the file. */
export const canShare = (bundle: MadeBundle): boolean => navigator.canShare?.({ files: [fileOf(bundle)] }) ?? false;

/** True once it was handed to another app; false when the learner thought better of it. */
export const share = async (bundle: MadeBundle): Promise<boolean> => {
  try {
    await navigator.share({ files: [fileOf(bundle)] });
    return true;
  } catch {
    return false;
  }
};

export const save = (bundle: MadeBundle): void => saveFile(bundle.fileName, fileOf(bundle));
