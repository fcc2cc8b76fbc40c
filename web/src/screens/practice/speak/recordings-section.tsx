import { Plural, Trans, useLingui } from '@lingui/react/macro';
import { useState } from 'react';
import { Button } from '../../../components/button.tsx';
import { ChoiceGroup } from '../../../components/choice-group.tsx';
import { Dialog } from '../../../components/dialog.tsx';
import { Section } from '../../../components/page.tsx';
import { ProgressBar } from '../../../components/progress-bar.tsx';
import { deleteRecordings, setSendRecordings } from '../../../data/commands/keep-recordings.ts';
import { useSettings } from '../../../data/queries/learner-settings.ts';
import { useRecordingTotals } from '../../../data/queries/phrases.ts';
import { useFormat } from '../../../i18n/use-format.ts';
import { showToast } from '../../../ui-state/toasts.ts';
import styles from '../practice.module.css';

/** From here on it is told how many more there is room for. */
const NEARLY_FULL = 0.8;

/** Where what was said is kept, whether it may be sent, and how to be rid of it. */
export const RecordingsSection = () => {
  const { t } = useLingui();
  const { bytes } = useFormat();
  const settings = useSettings();
  const totals = useRecordingTotals();
  const [asking, setAsking] = useState<'spare' | 'all' | null>(null);
  if (!settings || !totals) return null;
  const { sendRecordings } = settings;
  const [size, spareSize] = [bytes(totals.hereBytes), bytes(totals.spare.hereBytes)];
  const say = (kind: string, done: string) =>
    showToast(kind === 'stored' ? done : t`It could not be kept: there is no room on this device.`);
  const choose = async (agree: boolean) => {
    const { kind } = await setSendRecordings(agree);
    say(kind, agree ? t`Your recordings will be sent.` : t`Nothing more is sent. What was sent will be removed.`);
  };
  const remove = async (ids: readonly string[]) => {
    const { kind } = await deleteRecordings(ids);
    setAsking(null);
    say(kind, t`Your recordings are deleted.`);
  };
  return (
    <Section title={<Trans>Your recordings</Trans>}>
      <p className={styles.quiet}>
        {totals.count === 0 ? (
          <Trans>There are none yet. What you say is kept here, so that you can hear how it changes.</Trans>
        ) : (
          <Plural
            value={totals.count}
            one={`# recording; ${size} on this device.`}
            other={`# recordings; ${size} on this device.`}
          />
        )}
      </p>
      {totals.share >= NEARLY_FULL && (
        <>
          <ProgressBar value={totals.share} label={t`Room for recordings used`} tone="wrong" />
          <p role="status" className={styles.quiet}>
            {totals.left === 0 ? (
              <Trans>
                There is no room for more: what you say is judged as before, but its sound is not kept until you make
                room. Nothing is deleted by itself.
              </Trans>
            ) : (
              <Plural
                value={totals.left}
                one="There is room for about # more. Nothing is deleted by itself."
                other="There is room for about # more. Nothing is deleted by itself."
              />
            )}
          </p>
        </>
      )}
      <ChoiceGroup
        legend={<Trans>Where they may be</Trans>}
        hint={
          sendRecordings ? (
            <Trans>
              They are sent to the service, where only your own devices can fetch them. Choose “Only here” to have them
              removed from it; what is on your devices stays there.
            </Trans>
          ) : (
            <Trans>
              They never leave the device they were made on. If you agree, they are sent to the service, so that you can
              hear them on your other devices; nobody else can.
            </Trans>
          )
        }
        name="send-recordings"
        value={sendRecordings ? 'sent' : 'here'}
        onChoose={(value) => void choose(value === 'sent')}
        options={[
          { value: 'here', label: <Trans>Only here</Trans> },
          { value: 'sent', label: <Trans>On all my devices</Trans> },
        ]}
      />
      {totals.count > 0 && (
        <div className={styles.ways}>
          {totals.spare.ids.length > 0 && (
            <Button look="plain" icon="remove" onClick={() => setAsking('spare')}>
              <Trans>Delete all but the first, the best and the latest of each</Trans>
            </Button>
          )}
          <Button look="plain" icon="remove" onClick={() => setAsking('all')}>
            <Trans>Delete all recordings</Trans>
          </Button>
        </div>
      )}
      <Dialog
        open={asking !== null}
        title={asking === 'spare' ? t`Delete the others?` : t`Delete all recordings?`}
        onClose={() => setAsking(null)}
        actions={
          <>
            <Button onClick={() => void remove(asking === 'spare' ? totals.spare.ids : totals.ids)}>
              <Trans>Delete</Trans>
            </Button>
            <Button look="quiet" onClick={() => setAsking(null)}>
              <Trans>Keep them</Trans>
            </Button>
          </>
        }
      >
        {asking === 'spare' && (
          <p>
            <Plural
              value={totals.spare.ids.length}
              one={`Of each phrase the first, the best and the latest recording stay. # other goes: ${spareSize} on this device.`}
              other={`Of each phrase the first, the best and the latest recording stay. # others go: ${spareSize} on this device.`}
            />
          </p>
        )}
        <p>
          <Trans>
            They go from all your devices and from the service, and can’t be brought back. Your results stay.
          </Trans>
        </p>
      </Dialog>
    </Section>
  );
};
