import { Trans, useLingui } from '@lingui/react/macro';
import { Section } from '../../components/page.tsx';
import { Screen } from '../../shell/screen.tsx';
import { useInstall } from '../../ui-state/install.ts';
import { AddDevice } from './add-device.tsx';
import { DeviceList } from './device-list.tsx';
import { EnterCode } from './enter-code.tsx';

const onAppleTouch = (): boolean => /iP(hone|ad|od)/.test(navigator.userAgent);

/** Two devices, one learner: one shows a code, the other brings it back. */
export const JoinScreen = () => {
  const { t } = useLingui();
  const { installed } = useInstall();
  return (
    <Screen
      title={t`Another device`}
      lede={<Trans>Learn on two devices as one learner: what you do on one arrives on the other.</Trans>}
      back={{ href: '/me', place: <Trans>Me</Trans> }}
    >
      {onAppleTouch() && (
        <p>
          {installed ? (
            <Trans>
              This app on the home screen has storage of its own. If you learned in Safari before, open Hornbook there,
              choose “Add a device”, and enter the code here.
            </Trans>
          ) : (
            <Trans>
              On an iPhone or iPad the app on the home screen has storage of its own: it starts empty. Choose “Add a
              device” here, then install and open the app, enter the code there, and come back here to say yes.
            </Trans>
          )}
        </p>
      )}
      <Section title={<Trans>From this device to another</Trans>}>
        <AddDevice />
      </Section>
      <Section title={<Trans>Join with a code</Trans>}>
        <EnterCode />
      </Section>
      <Section title={<Trans>Your devices</Trans>}>
        <DeviceList />
      </Section>
    </Screen>
  );
};
