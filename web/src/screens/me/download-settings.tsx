import { Trans } from '@lingui/react/macro';
import { ChoiceGroup } from '../../components/choice-group.tsx';
import { Section } from '../../components/page.tsx';
import type { DownloadSettings } from '../../data/catalogue-database.ts';
import { setDownloadSettings } from '../../data/commands/set-download-settings.ts';
import type { DownloadSettingsView } from '../../data/queries/downloads.ts';

/** Over which network the large files come, and whether little data is wanted at all. */
export const DownloadSettingsSection = ({ view: { settings, cost } }: { view: DownloadSettingsView }) => {
  return (
    <Section title={<Trans>Over which network</Trans>}>
      <ChoiceGroup<DownloadSettings['over']>
        legend={<Trans>Sound and videos</Trans>}
        hint={
          cost === 'unknown' ? (
            <Trans>
              This browser doesn’t tell Wi-Fi from mobile data: with “Wi-Fi only” each download waits until you tap
              “Fetch now”.
            </Trans>
          ) : cost === 'metered' ? (
            <Trans>Right now this device is on mobile data.</Trans>
          ) : (
            <Trans>Right now this device is on Wi-Fi.</Trans>
          )
        }
        name="over"
        value={settings.over}
        onChoose={(over) => void setDownloadSettings({ over })}
        options={[
          { value: 'any', label: <Trans>Any network</Trans> },
          { value: 'unmetered', label: <Trans>Wi-Fi only</Trans> },
        ]}
      />
      <ChoiceGroup<DownloadSettings['lowData']>
        legend={<Trans>Low-data mode</Trans>}
        hint={<Trans>A course you take then comes as text only; pictures and sound come when you ask for them.</Trans>}
        name="low-data"
        value={settings.lowData}
        onChoose={(lowData) => void setDownloadSettings({ lowData })}
        options={[
          { value: 'system', label: <Trans>As the device</Trans> },
          { value: 'on', label: <Trans>On</Trans> },
          { value: 'off', label: <Trans>Off</Trans> },
        ]}
      />
    </Section>
  );
};
