import { Trans, useLingui } from '@lingui/react/macro';
import { useState } from 'react';
import { ChoiceGroup } from '../../components/choice-group.tsx';
import { SelectField } from '../../components/select-field.tsx';
import { Skeleton } from '../../components/states.tsx';
import { TextField } from '../../components/text-field.tsx';
import { type ProfileChanges, setProfile } from '../../data/commands/set-profile.ts';
import { type ProfileView, useProfile } from '../../data/queries/learner.ts';
import { Minutes } from '../../i18n/words.tsx';
import { Screen } from '../../shell/screen.tsx';
import { showToast } from '../../ui-state/toasts.ts';
import { OwnPicture } from '../learners/own-picture.tsx';
import { back } from './back.tsx';
import styles from './me.module.css';

/** Languages courses may be in; any other can be told by whoever imports a profile. */
const languages = ['ar', 'de', 'en', 'es', 'fr', 'hi', 'id', 'it', 'ja', 'pt', 'ru', 'sw', 'tr', 'zh'];
const choices = [5, 10, 15, 20, 30, 60];

/** What one thinks of saying about oneself; nothing of it is required. Kept when a field is left. */
const ProfileForm = ({ profile }: { profile: ProfileView }) => {
  const { t, i18n } = useLingui();
  const languageNames = new Intl.DisplayNames([i18n.locale], { type: 'language' });
  const preferred = profile.preferredLanguage ?? '';
  const offered = [...new Set([...languages, preferred])].filter(Boolean);
  const [name, setName] = useState(profile.displayName);
  const [fullName, setFullName] = useState(profile.fullName ?? '');
  const [bio, setBio] = useState(profile.bio ?? '');
  const [goals, setGoals] = useState(profile.goals.join('\n'));
  const keep = async (changes: ProfileChanges) => {
    const outcome = await setProfile(changes);
    showToast(outcome.kind === 'stored' ? t`Saved.` : t`Not saved: make some room on this device, then try again.`);
  };
  const lines = (text: string) =>
    text
      .split('\n')
      .map((line) => line.trim())
      .filter(Boolean);
  return (
    <>
      <TextField
        label={<Trans>What shall we call you?</Trans>}
        value={name}
        maxLength={80}
        autoComplete="nickname"
        onChange={setName}
        onCommit={() => name !== profile.displayName && void keep({ displayName: name })}
      />
      <OwnPicture profile={profile} />
      <TextField
        label={<Trans>Full name</Trans>}
        value={fullName}
        maxLength={200}
        autoComplete="name"
        onChange={setFullName}
        onCommit={() => fullName !== (profile.fullName ?? '') && void keep({ fullName: fullName || null })}
      />
      <TextField
        label={<Trans>About you</Trans>}
        value={bio}
        maxLength={2000}
        rows={3}
        onChange={setBio}
        onCommit={() => bio !== (profile.bio ?? '') && void keep({ bio: bio || null })}
      />
      <TextField
        label={<Trans>What you want to be able to do</Trans>}
        hint={<Trans>One goal a line.</Trans>}
        value={goals}
        maxLength={4000}
        rows={3}
        onChange={setGoals}
        onCommit={() => goals !== profile.goals.join('\n') && void keep({ goals: lines(goals) })}
      />
      <div className={styles.choice}>
        <p aria-hidden="true">
          <Trans>Language you like to learn in</Trans>
        </p>
        <SelectField
          label={t`Language you like to learn in`}
          value={preferred}
          onChange={(language) => void keep({ preferredLanguage: language || null })}
          options={[
            { value: '', label: t`Any language` },
            ...offered
              .map((value) => ({ value, label: languageNames.of(value) ?? value }))
              .toSorted((a, b) => a.label.localeCompare(b.label, i18n.locale)),
          ]}
        />
      </div>
      <ChoiceGroup
        legend={<Trans>Minutes a day</Trans>}
        hint={<Trans>For planning only. A day with less, or none, takes nothing away.</Trans>}
        name="minutes"
        value={String(profile.dailyMinutes)}
        onChoose={(value) => void keep({ dailyMinutes: Number(value) })}
        options={choices.map((count) => ({ value: String(count), label: <Minutes count={count} /> }))}
      />
      {profile.timeZone && (
        <p className={styles.quiet}>
          <Trans>
            Time zone: <bdi>{profile.timeZone.replaceAll('_', ' ')}</bdi>. It is the one of the device you learn on.
          </Trans>
        </p>
      )}
    </>
  );
};

export const ProfileScreen = () => {
  const { t } = useLingui();
  const profile = useProfile();
  return (
    <Screen title={t`Profile`} back={back}>
      {profile ? <ProfileForm profile={profile} /> : <Skeleton label={t`Fetching your profile from this device`} />}
    </Screen>
  );
};
