import { Trans, useLingui } from '@lingui/react/macro';
import { type ChangeEvent, useRef, useState } from 'react';
import { Button } from '../../components/button.tsx';
import { setPhoto, setPicture } from '../../data/commands/set-picture.ts';
import { rememberFace } from '../../data/commands/share-device.ts';
import type { ProfileView } from '../../data/queries/learner.ts';
import { usePhoto } from '../../data/queries/photo.ts';
import { showToast } from '../../ui-state/toasts.ts';
import styles from './learners.module.css';
import { type OpenedPicture, openPicture } from './open-picture.ts';
import { PhotoDialog } from './photo-dialog.tsx';
import { Picture } from './picture.tsx';
import { PictureChoice } from './picture-choice.tsx';

/** What a learner looks like to themselves and to those who share the device: a drawn picture, or a photo. */
export const OwnPicture = ({ profile: { avatar, photoHash } }: { profile: ProfileView }) => {
  const { t } = useLingui();
  const photo = usePhoto();
  const chooser = useRef<HTMLInputElement>(null);
  const [opened, setOpened] = useState<OpenedPicture | null>(null);
  const [problem, setProblem] = useState('');
  const tell = async (outcome: { kind: string }) => {
    if (outcome.kind === 'stored') await rememberFace();
    showToast(outcome.kind === 'stored' ? t`Saved.` : t`Not saved: make some room on this device, then try again.`);
  };
  const handleChosen = async ({ target }: ChangeEvent<HTMLInputElement>) => {
    const [file] = target.files ?? [];
    // The same file again is a new wish.
    target.value = '';
    if (!file) return;
    setProblem('');
    const read = await openPicture(file);
    if (read) setOpened(read);
    else setProblem(t`This browser can’t show that file as a picture. Choose another one, or take a photo.`);
  };
  return (
    <div className={styles.own}>
      <div className={styles.you}>
        <Picture name={photoHash ? null : avatar} photo={photo ?? null} size="l" />
        <Button look="quiet" icon="camera" onClick={() => chooser.current?.click()}>
          {photoHash ? <Trans>Another photo</Trans> : <Trans>A photo of you</Trans>}
        </Button>
        <input
          ref={chooser}
          type="file"
          accept="image/*"
          tabIndex={-1}
          className={styles.chooser}
          aria-label={t`Photo to use`}
          onChange={(event) => void handleChosen(event)}
        />
      </div>
      <p role="alert" className={styles.problem}>
        {problem}
      </p>
      <PictureChoice value={photoHash ? null : avatar} onChoose={(picture) => void setPicture(picture).then(tell)} />
      <PhotoDialog
        opened={opened}
        onClose={() => setOpened(null)}
        onKeep={(bytes) => void setPhoto(bytes, 'photo.jpg').then(tell)}
      />
    </div>
  );
};
