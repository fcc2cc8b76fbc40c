import { childrenOf, type DraftNode } from '@hornbook/shared/authoring/draft.ts';
import { assetPath, MOST_SOUND_BYTES } from '@hornbook/shared/authoring/draft-assets.ts';
import { Trans, useLingui } from '@lingui/react/macro';
import { useRef, useState } from 'react';
import { Button } from '../../components/button.tsx';
import { keepFile } from '../../data/commands/keep-files.ts';
import { addDraft, placeAtEnd } from '../../data/commands/write-drafts.ts';
import { useFormat } from '../../i18n/use-format.ts';
import { showToast } from '../../ui-state/toasts.ts';
import { NameDialog } from '../materials/name-dialog.tsx';
import { useTellStored } from '../materials/tell-stored.ts';
import styles from './desk.module.css';
import { soundTypeOf } from './sound-type.ts';

interface AddSoundProps {
  course: DraftNode;
  /** With the Markdown that plays it. */
  onAdded: (markdown: string) => void;
}

/** Brings a sound into a course, with words for those who don't hear it. */
export const AddSound = ({ course, onAdded }: AddSoundProps) => {
  const { t } = useLingui();
  const { bytes } = useFormat();
  const chooser = useRef<HTMLInputElement>(null);
  const [chosen, setChosen] = useState<File | null>(null);
  const tellStored = useTellStored();
  const handleChosen = async (file: File | undefined) => {
    if (!file) return;
    const most = bytes(MOST_SOUND_BYTES);
    if (file.size > MOST_SOUND_BYTES)
      return showToast(t`This sound is larger than ${most}, and it comes to every phone: make it shorter.`);
    if (!(await soundTypeOf(file)))
      return showToast(t`Not every phone can play this. Choose an MP3 or M4A file with sound alone.`);
    setChosen(file);
  };
  const handleAdd = async (file: File, heard: string) => {
    const mediaType = await soundTypeOf(file);
    const kept = mediaType && (await keepFile(file, file.name));
    if (kept?.kind !== 'kept') return showToast(t`Not saved: make some room on this device, then try again.`);
    const place = placeAtEnd(childrenOf(course, 'asset'));
    const said = { kind: 'asset', courseId: course.id, parentId: course.id, place, title: file.name } as const;
    const made = await addDraft({ ...said, details: { mediaType }, blobHash: kept.sha256 });
    if (!tellStored(made) || made.kind !== 'created') return;
    const path = assetPath({ id: made.id, details: { mediaType } });
    onAdded(`![${heard.replaceAll(/[[\]\n]/g, ' ').trim()}](${path})`);
  };
  return (
    <>
      <Button look="plain" icon="play" onClick={() => chooser.current?.click()}>
        <Trans>Add a sound</Trans>
      </Button>
      <input
        ref={chooser}
        type="file"
        accept="audio/mpeg,audio/mp4,.mp3,.m4a"
        tabIndex={-1}
        className={styles.chooser}
        aria-label={t`Sound to add`}
        onChange={({ target }) => {
          void handleChosen(target.files?.[0]);
          target.value = '';
        }}
      />
      <NameDialog
        open={chosen !== null}
        title={t`Add a sound`}
        nameLabel={<Trans>What is to be heard? It stands below it, for those who don’t hear it too.</Trans>}
        onClose={() => setChosen(null)}
        onKeep={(heard) => chosen && void handleAdd(chosen, heard)}
      />
    </>
  );
};
