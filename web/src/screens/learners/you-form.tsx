import { Trans, useLingui } from '@lingui/react/macro';
import { useState } from 'react';
import { TextField } from '../../components/text-field.tsx';
import { type ProfileChanges, setProfile } from '../../data/commands/set-profile.ts';
import { rememberFace } from '../../data/commands/share-device.ts';
import type { ProfileView } from '../../data/queries/learner.ts';
import { showToast } from '../../ui-state/toasts.ts';
import styles from './learners.module.css';
import { OwnPicture } from './own-picture.tsx';

/** What the others who share the device see of this learner. */
export const YouForm = ({ profile }: { profile: ProfileView }) => {
  const { t } = useLingui();
  const [name, setName] = useState(profile.displayName);
  const keep = async (changes: ProfileChanges) => {
    const outcome = await setProfile(changes);
    if (outcome.kind === 'stored') await rememberFace();
    showToast(outcome.kind === 'stored' ? t`Saved.` : t`Not saved: make some room on this device, then try again.`);
  };
  return (
    <div className={styles.form}>
      <TextField
        label={<Trans>Your name</Trans>}
        value={name}
        maxLength={80}
        autoComplete="nickname"
        onChange={setName}
        onCommit={() => name !== profile.displayName && void keep({ displayName: name })}
      />
      <OwnPicture profile={profile} />
    </div>
  );
};
