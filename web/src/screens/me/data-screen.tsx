import { Trans, useLingui } from '@lingui/react/macro';
import { Row, Rows } from '../../components/row.tsx';
import { Screen } from '../../shell/screen.tsx';
import { back } from './back.tsx';
import { ExportButton } from './export-button.tsx';
import { SignOut } from './sign-out.tsx';

export const DataScreen = () => {
  const { t } = useLingui();
  return (
    <Screen title={t`My data`} back={back}>
      <p>
        <Trans>
          Everything you did on this device in one file that people and programs can read (JSON): profile, courses,
          lessons, every answer, and what has not been sent yet. It can be put back later, here or on another device. Or
          as tables for a spreadsheet (CSV), for reading only, with your files beside them.
        </Trans>
      </p>
      <p>
        <Trans>
          Other learning platforms read xAPI statements: what you finished, when, how well, and how long it took.
        </Trans>
      </p>
      <p>
        <Trans>It is made on this device, so it works without a connection and when sending is stuck.</Trans>
      </p>
      <ExportButton tables />
      <Rows>
        <Row
          href="/me/hand-over"
          icon="send"
          title={<Trans>By hand</Trans>}
          detail={<Trans>Without a connection: give away, carry for others, put back</Trans>}
        />
        <Row
          href="/practice/anki"
          icon="history"
          title={<Trans>Bring your Anki history</Trans>}
          detail={<Trans>What you reviewed there counts for the cards of your courses here</Trans>}
        />
        <Row
          href="/me/finish"
          icon="remove"
          tone="quiet"
          title={<Trans>Finish on this device</Trans>}
          detail={<Trans>Send everything, make sure of it, leave nothing here</Trans>}
        />
      </Rows>
      <div>
        <SignOut />
      </div>
    </Screen>
  );
};
