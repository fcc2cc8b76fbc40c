import { childrenOf, type DraftNode } from '@hornbook/shared/authoring/draft.ts';
import { assetPath } from '@hornbook/shared/authoring/draft-assets.ts';
import { Trans, useLingui } from '@lingui/react/macro';
import { useRef, useState } from 'react';
import { Button } from '../../components/button.tsx';
import { keepFile } from '../../data/commands/keep-files.ts';
import { addDraft, placeAtEnd } from '../../data/commands/write-drafts.ts';
import { showToast } from '../../ui-state/toasts.ts';
import { NameDialog } from '../materials/name-dialog.tsx';
import { useTellStored } from '../materials/tell-stored.ts';
import styles from './desk.module.css';
import { shrinkPicture } from './shrink-picture.ts';

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
  const tellStored = useTellStored();
  const handleAdd = async (file: File, alt: string) => {
    const small = await shrinkPicture(file);
    if (!small) return showToast(t`This is no picture that can be shown in a course. Choose another one.`);
    const kept = await keepFile(small.file, file.name);
    if (kept.kind !== 'kept') return showToast(t`Not saved: make some room on this device, then try again.`);
    const { mediaType, sha256 } = kept;
    const details = { mediaType, width: small.width, height: small.height };
    const place = placeAtEnd(childrenOf(course, 'asset'));
    const said = { kind: 'asset', courseId: course.id, parentId: course.id, place, title: file.name } as const;
    const made = await addDraft({ ...said, details, blobHash: sha256 });
    if (!tellStored(made) || made.kind !== 'created') return;
    const path = assetPath({ id: made.id, details });
    onAdded(`![${alt.replaceAll(/[[\]\n]/g, ' ').trim()}](${path})`);
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
        onKeep={(alt) => chosen && void handleAdd(chosen, alt)}
      />
    </>
  );
};
