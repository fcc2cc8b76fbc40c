import { Trans, useLingui } from '@lingui/react/macro';
import { Section } from '../../../components/page.tsx';
import { Screen } from '../../../shell/screen.tsx';
import { CarriedList } from './carried-list.tsx';
import { GiveEverything } from './give-everything.tsx';
import { GiveWaiting } from './give-waiting.tsx';
import { HandedOverList } from './handed-over-list.tsx';
import { TakeIn } from './take-in.tsx';

/** Where there is no network, work travels by hand: given away, carried for others, put back. */
export const HandOverScreen = () => {
  const { t } = useLingui();
  return (
    <Screen
      title={t`By hand`}
      lede={
        <Trans>Without a connection, work can travel as a file, through another app, or from screen to camera.</Trans>
      }
      back={{ href: '/me/data', place: <Trans>My data</Trans> }}
    >
      <Section title={<Trans>Give what waits to somebody</Trans>}>
        <GiveWaiting />
      </Section>
      <Section title={<Trans>Take something in</Trans>}>
        <TakeIn />
      </Section>
      <Section title={<Trans>You carry for others</Trans>}>
        <CarriedList />
      </Section>
      <Section title={<Trans>Everything of yours</Trans>}>
        <GiveEverything />
      </Section>
      <Section title={<Trans>What you gave away</Trans>}>
        <HandedOverList />
      </Section>
    </Screen>
  );
};
