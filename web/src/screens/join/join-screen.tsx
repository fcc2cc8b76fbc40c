import { Trans, useLingui } from '@lingui/react/macro';
import { Section } from '../../components/page.tsx';
import { Screen } from '../../shell/screen.tsx';
import { EnterCode } from './enter-code.tsx';
import { MakeCode } from './make-code.tsx';

/** Two devices, one learner: one makes a code, the other enters it. */
export const JoinScreen = () => {
  const { t } = useLingui();
  return (
    <Screen
      title={t`Another device`}
      lede={<Trans>Learn on two devices as one learner: what you do on one arrives on the other.</Trans>}
      back={{ href: '/me', place: <Trans>Me</Trans> }}
    >
      <Section title={<Trans>From this device to another</Trans>}>
        <MakeCode />
      </Section>
      <Section title={<Trans>Join with a code</Trans>}>
        <EnterCode />
      </Section>
    </Screen>
  );
};
