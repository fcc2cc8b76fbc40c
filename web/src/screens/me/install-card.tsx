import { Trans } from '@lingui/react/macro';
import { Button } from '../../components/button.tsx';
import { Card } from '../../components/card.tsx';
import { useInstall } from '../../ui-state/install.ts';

/** Safari has no offer to make; its own menu does it. */
const needsShareMenu = (): boolean => /iP(hone|ad)|Macintosh.*Version\/.*Safari/.test(navigator.userAgent);

export const InstallCard = () => {
  const { offer, installed } = useInstall();
  const byMenu = needsShareMenu();
  if (installed || (!offer && !byMenu)) return null;
  const handleInstall = async () => {
    await offer?.prompt();
    // An offer can be made once; Chromium sends a new one when it may be asked again.
    useInstall.setState({ offer: null });
  };
  return (
    <Card kicker={<Trans>On your home screen</Trans>}>
      <p>
        <Trans>
          Install Hornbook: it opens like any app, with or without a connection, and the browser keeps your work more
          safely.
        </Trans>
      </p>
      {offer ? (
        <Button look="quiet" icon="install" onClick={() => void handleInstall()}>
          <Trans>Install</Trans>
        </Button>
      ) : (
        <>
          <p>
            <Trans>Open the Share menu of the browser and choose “Add to Home Screen” or “Add to Dock”.</Trans>
          </p>
          <p>
            <Trans>
              The installed app has storage of its own and starts empty. To take along what you did here, make a code
              under “Another device” first and enter it there.
            </Trans>
          </p>
        </>
      )}
    </Card>
  );
};
