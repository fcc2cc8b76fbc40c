import type { QuestionOf } from '@hornbook/shared/content/pack.ts';
import { Trans, useLingui } from '@lingui/react/macro';
import { useState } from 'react';
import { Button, IconButton } from '../../../components/button.tsx';
import { Dialog } from '../../../components/dialog.tsx';
import { deleteRecordings, fetchRecording } from '../../../data/commands/keep-recordings.ts';
import type { PhraseTake } from '../../../data/queries/phrases.ts';
import { useFormat } from '../../../i18n/use-format.ts';
import { playSamples } from '../../../speech/play-samples.ts';
import { showToast } from '../../../ui-state/toasts.ts';
import { BandTag } from './band-tag.tsx';
import { PastTake } from './past-take.tsx';
import { readSound } from './read-sound.ts';
import styles from './speak.module.css';

interface TakeRowProps {
  take: PhraseTake;
  question: QuestionOf<'speak'>;
  lang: string;
  samplesOf: (voiceId: string) => Promise<Float32Array | null>;
}

/** One time it was said: when, how close it came, and its sound where that is. */
export const TakeRow = ({ take: { at, take, recording }, question, lang, samplesOf }: TakeRowProps) => {
  const { t } = useLingui();
  const { dayAndTime, bytes } = useFormat();
  const [open, setOpen] = useState(false);
  const [asking, setAsking] = useState(false);
  const when = dayAndTime(at);
  const heard = take.band === 'different' ? question.others.find(({ id }) => id === take.heardId)?.text : undefined;
  const hear = async () => {
    const samples = recording && (await readSound(recording.sha256));
    if (samples) await playSamples(samples);
    else showToast(t`This recording can’t be played: the browser has cleared it.`);
  };
  const remove = async () => {
    setAsking(false);
    if (recording && (await deleteRecordings([recording.id])).kind === 'stored')
      showToast(t`The recording is deleted.`);
  };
  return (
    <li className={styles.take}>
      <div className={styles.top}>
        <BandTag band={take.band} />
        <span className={styles.quiet}>{when}</span>
        {recording && (
          <IconButton icon="remove" label={t`Delete the recording of ${when}`} onClick={() => setAsking(true)} />
        )}
      </div>
      {heard && (
        <p className={styles.quiet}>
          <Trans>
            This sounded more like{' '}
            <q lang={lang} dir="auto">
              {heard}
            </q>
          </Trans>
        </p>
      )}
      {recording === null ? (
        <p className={styles.quiet}>
          <Trans>No recording was kept.</Trans>
        </p>
      ) : recording.sound === 'here' ? (
        <>
          <div className={styles.buttons}>
            <Button look="quiet" icon="play" aria-label={t`Hear yourself, ${when}`} onClick={() => void hear()}>
              <Trans>Hear yourself</Trans>
            </Button>
            <Button look="plain" aria-expanded={open} onClick={() => setOpen(!open)}>
              {open ? <Trans>Close</Trans> : <Trans>Beside the voice</Trans>}
            </Button>
          </div>
          {open && <PastTake sha256={recording.sha256} question={question} samplesOf={samplesOf} />}
        </>
      ) : recording.sound === 'not-sent' ? (
        <p className={styles.quiet}>
          <Trans>The recording is on the device it was made on.</Trans>
        </p>
      ) : recording.sound === 'coming' ? (
        <p className={styles.quiet}>
          <Trans>The recording comes as soon as there is a connection.</Trans>
        </p>
      ) : (
        <Button look="quiet" icon="download" onClick={() => void fetchRecording(recording.sha256, recording)}>
          <Trans>Get the recording, {bytes(recording.sizeBytes)}</Trans>
        </Button>
      )}
      <Dialog
        open={asking}
        title={t`Delete this recording?`}
        onClose={() => setAsking(false)}
        actions={
          <>
            <Button onClick={() => void remove()}>
              <Trans>Delete</Trans>
            </Button>
            <Button look="quiet" onClick={() => setAsking(false)}>
              <Trans>Keep it</Trans>
            </Button>
          </>
        }
      >
        <p>
          <Trans>
            It goes from all your devices and from the service, and can’t be brought back. Your result stays.
          </Trans>
        </p>
      </Dialog>
    </li>
  );
};
