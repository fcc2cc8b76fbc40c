import type { DraftNode } from '@hornbook/shared/authoring/draft.ts';
import { Trans, useLingui } from '@lingui/react/macro';
import { useRef, useState } from 'react';
import { Button } from '../../components/button.tsx';
import { showToast } from '../../ui-state/toasts.ts';
import { NameDialog } from '../materials/name-dialog.tsx';
import styles from './desk.module.css';
import { shrinkPicture } from './shrink-picture.ts';
import { useAddAsset } from './use-add-asset.ts';

interface AddPictureProps {
  course: DraftNode;
  /** With the Markdown that shows it. */
  onAdded: (markdown: string) => void;
}

/** Brings a picture into a course, with words for those who don't see it. */
export const AddPicture = ({ course, onAdded }: AddPictureProps) => {
  const { t } = useLingui();
  const chooser = useRef<HTMLInputElement>(null);
  const [chosen, setChosen] = useState<File | null>(null);
  const addAsset = useAddAsset(course);
  const handleAdd = async (file: File, words: string) => {
    const small = await shrinkPicture(file);
    if (!small) return showToast(t`This is no picture that can be shown in a course. Choose another one.`);
    const { width, height, file: content } = small;
    const markdown = await addAsset({ name: file.name, content, details: { width, height }, words });
    if (markdown !== null) onAdded(markdown);
  };
  return (
    <>
      <Button look="plain" icon="camera" onClick={() => chooser.current?.click()}>
        <Trans>Add a picture</Trans>
      </Button>
      <input
        ref={chooser}
        type="file"
        accept="image/png,image/jpeg,image/webp"
        tabIndex={-1}
        className={styles.chooser}
        aria-label={t`Picture to add`}
        onChange={({ target }) => {
          setChosen(target.files?.[0] ?? null);
          target.value = '';
        }}
      />
      <NameDialog
        open={chosen !== null}
        title={t`Add a picture`}
        nameLabel={<Trans>What is to be seen, for those who don’t see it?</Trans>}
        onClose={() => setChosen(null)}
        onKeep={(words) => chosen && void handleAdd(chosen, words)}
      />
    </>
  );
};
