import { Trans, useLingui } from '@lingui/react/macro';
import { ChoiceGroup } from '../../components/choice-group.tsx';
import { languages } from '../../i18n/languages.ts';
import { Screen } from '../../shell/screen.tsx';
import { type Preferences, setPreferences, usePreferences } from '../../ui-state/preferences.ts';
import { back } from './back.tsx';

/** How the app looks and sounds on this device. */
export const SettingsScreen = () => {
  const { t } = useLingui();
  const preferences = usePreferences();
  const choose =
    <K extends keyof Preferences>(name: K) =>
    (value: Preferences[K]) =>
      setPreferences({ [name]: value });
  return (
    <Screen title={t`Settings`} lede={<Trans>For this device. Others keep their own.</Trans>} back={back}>
      <ChoiceGroup<Preferences['language']>
        legend={<Trans>Language of the app</Trans>}
        hint={<Trans>Courses stay in the language they are written in.</Trans>}
        name="language"
        value={preferences.language}
        onChoose={choose('language')}
        options={[
          { value: 'system', label: <Trans>As the device</Trans> },
          ...languages.map(({ locale, name }) => ({ value: locale, label: name, lang: locale })),
        ]}
      />
      <ChoiceGroup<Preferences['theme']>
        legend={<Trans>Light or dark</Trans>}
        name="theme"
        value={preferences.theme}
        onChoose={choose('theme')}
        options={[
          { value: 'system', label: <Trans>As the device</Trans> },
          { value: 'light', label: <Trans>Light</Trans> },
          { value: 'dark', label: <Trans>Dark</Trans> },
        ]}
      />
      <ChoiceGroup<Preferences['textSize']>
        legend={<Trans>Text size</Trans>}
        name="text-size"
        value={preferences.textSize}
        onChoose={choose('textSize')}
        options={[
          { value: 'small', label: <Trans>Small</Trans> },
          { value: 'medium', label: <Trans>Medium</Trans> },
          { value: 'large', label: <Trans>Large</Trans> },
          { value: 'largest', label: <Trans>Largest</Trans> },
        ]}
      />
      <ChoiceGroup<Preferences['reading']>
        legend={<Trans>Spacing for reading</Trans>}
        name="reading"
        value={preferences.reading}
        onChoose={choose('reading')}
        options={[
          { value: 'normal', label: <Trans>Normal</Trans> },
          { value: 'wide', label: <Trans>Wide</Trans> },
        ]}
      />
      <ChoiceGroup<Preferences['contrast']>
        legend={<Trans>Contrast</Trans>}
        name="contrast"
        value={preferences.contrast}
        onChoose={choose('contrast')}
        options={[
          { value: 'system', label: <Trans>As the device</Trans> },
          { value: 'more', label: <Trans>More</Trans> },
        ]}
      />
      <ChoiceGroup
        legend={<Trans>Digit keys choose an answer</Trans>}
        hint={<Trans>Switch this off when digits mean something else to your keyboard or voice control.</Trans>}
        name="digits"
        value={preferences.digitKeys ? 'on' : 'off'}
        onChoose={(value) => setPreferences({ digitKeys: value === 'on' })}
        options={[
          { value: 'on', label: <Trans>On</Trans> },
          { value: 'off', label: <Trans>Off</Trans> },
        ]}
      />
    </Screen>
  );
};
