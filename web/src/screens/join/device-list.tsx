import { Trans, useLingui } from '@lingui/react/macro';
import { useEffect, useState } from 'react';
import { Button } from '../../components/button.tsx';
import { Row, Rows } from '../../components/row.tsx';
import { Skeleton } from '../../components/states.tsx';
import { type DeviceEntry, fetchDevices } from '../../data/commands/manage-devices.ts';
import { useFormat } from '../../i18n/use-format.ts';
import { DeviceDialog } from './device-dialog.tsx';
import styles from './join.module.css';
import { useEvery } from './use-every.ts';

const LOOK_AGAIN_MS = 5_000;

/** All devices of this learner, as the service knows them. */
export const DeviceList = () => {
  const { t } = useLingui();
  const { dayAndTime } = useFormat();
  /** Undefined until the first answer, null while there is none to be had. */
  const [devices, setDevices] = useState<DeviceEntry[] | null>();
  const [chosen, setChosen] = useState<DeviceEntry | null>(null);
  const load = async () => setDevices(await fetchDevices());
  useEffect(() => {
    void fetchDevices().then(setDevices);
  }, []);
  useEvery(LOOK_AGAIN_MS, load);
  if (devices === undefined) return <Skeleton label={t`Asking which devices there are`} />;
  if (devices === null)
    return (
      <p className={styles.message}>
        <Trans>The list of your devices comes from the service, so it needs a connection.</Trans>
      </p>
    );
  return (
    <>
      <Rows>
        {devices.map((device) => (
          <Row
            key={device.deviceId}
            icon="device"
            tone={device.current ? 'correct' : 'quiet'}
            title={<bdi>{device.name}</bdi>}
            detail={
              device.current ? <Trans>This device</Trans> : <Trans>Last seen: {dayAndTime(device.lastSeenAt)}</Trans>
            }
            end={
              <Button look="plain" aria-label={t`Change ${device.name}`} onClick={() => setChosen(device)}>
                <Trans>Change</Trans>
              </Button>
            }
          />
        ))}
      </Rows>
      <DeviceDialog key={chosen?.deviceId} device={chosen} onClose={() => setChosen(null)} onChanged={load} />
    </>
  );
};
