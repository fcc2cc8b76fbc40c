import { Trans, useLingui } from '@lingui/react/macro';
import { Row, Rows } from '../../components/row.tsx';
import { useProfile } from '../../data/queries/learner.ts';
import { useStudyTotals } from '../../data/queries/study-totals.ts';
import { useSyncStatus } from '../../data/queries/sync-status.ts';
import { Minutes } from '../../i18n/words.tsx';
import { Screen } from '../../shell/screen.tsx';
import { InstallCard } from './install-card.tsx';
import { SyncWords } from './sync-words.tsx';

const minuteMs = 60_000;

export const MeScreen = () => {
  const { t } = useLingui();
  const profile = useProfile();
  const totals = useStudyTotals();
  const status = useSyncStatus();
  return (
    <Screen title={profile?.displayName || t`Me`}>
      <Rows>
        <Row
          href="/me/progress"
          icon="progress"
          title={<Trans>Progress</Trans>}
          detail={
            totals && (
              <Trans>
                <Minutes count={Math.round(totals.weekMs / minuteMs)} /> this week
              </Trans>
            )
          }
        />
        <Row
          href="/me/downloads"
          icon="storage"
          tone="accent"
          title={<Trans>Downloads</Trans>}
          detail={<Trans>Courses on this device, and the room they take</Trans>}
        />
        <Row
          href="/me/sync"
          icon="send"
          tone="correct"
          title={<Trans>Saving and sending</Trans>}
          detail={status && <SyncWords status={status} />}
        />
        <Row
          href="/me/data"
          icon="export"
          title={<Trans>My data</Trans>}
          detail={<Trans>Take a copy of everything you did</Trans>}
        />
        <Row
          href="/me/profile"
          icon="me"
          tone="quiet"
          title={<Trans>Profile</Trans>}
          detail={<Trans>Name, goals, minutes a day</Trans>}
        />
        <Row
          href="/me/settings"
          icon="settings"
          tone="quiet"
          title={<Trans>Settings</Trans>}
          detail={<Trans>Language, light or dark, text, keys</Trans>}
        />
        <Row
          href="/join"
          icon="device"
          tone="quiet"
          title={<Trans>Another device</Trans>}
          detail={<Trans>Learn on two devices as one learner</Trans>}
        />
      </Rows>
      <InstallCard />
    </Screen>
  );
};
