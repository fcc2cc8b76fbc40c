import type { DraftNode } from '@hornbook/shared/authoring/draft.ts';
import { MOST_SOUND_BYTES } from '@hornbook/shared/authoring/draft-assets.ts';
import { Trans, useLingui } from '@lingui/react/macro';
import { useRef, useState } from 'react';
import { Button } from '../../components/button.tsx';
import { useFormat } from '../../i18n/use-format.ts';
import { showToast } from '../../ui-state/toasts.ts';
import { NameDialog } from '../materials/name-dialog.tsx';
import styles from './desk.module.css';
import { soundTypeOf } from './sound-type.ts';
import { useAddAsset } from './use-add-asset.ts';

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
  const addAsset = useAddAsset(course);
  const handleChosen = async (file: File | undefined) => {
    if (!file) return;
    const most = bytes(MOST_SOUND_BYTES);
    if (file.size > MOST_SOUND_BYTES)
      return showToast(t`This sound is larger than ${most}, and it comes to every phone: make it shorter.`);
    if (!(await soundTypeOf(file)))
      return showToast(t`Not every phone can play this. Choose an MP3 or M4A file with sound alone.`);
    setChosen(file);
  };
  const handleAdd = async (file: File, words: string) => {
    const mediaType = await soundTypeOf(file);
    const markdown = mediaType && (await addAsset({ name: file.name, content: file, mediaType, words }));
    if (markdown) onAdded(markdown);
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
        onKeep={(words) => chosen && void handleAdd(chosen, words)}
      />
    </>
  );
};
