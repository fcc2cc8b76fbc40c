import { addFrame, type ReadFrames, textOfFrames } from '@hornbook/shared/bundle/frames.ts';
import { Plural, Trans, useLingui } from '@lingui/react/macro';
import { useRef, useState } from 'react';
import { Button } from '../../../components/button.tsx';
import { Dialog } from '../../../components/dialog.tsx';
import { putBack, type Received, receiveBundle } from '../../../data/commands/receive-bundle.ts';
import { useFormat } from '../../../i18n/use-format.ts';
import { canScan, ScanCode } from '../../join/scan-code.tsx';
import styles from './hand-over.module.css';
import { useReceivedWords } from './use-received-words.ts';

type Own = Extract<Received, { kind: 'own' }>;

/** Larger files are nothing of ours, and would only fill the memory. */
const LARGEST_BYTES = 160 * 1024 * 1024;

/** Takes in what somebody handed over, by file or by camera: to carry it, or to put back what is one's own. */
export const TakeIn = () => {
  const { t } = useLingui();
  const { dayAndTime } = useFormat();
  const words = useReceivedWords();
  const input = useRef<HTMLInputElement>(null);
  const [message, setMessage] = useState('');
  const [own, setOwn] = useState<Own | null>(null);
  const [scanning, setScanning] = useState(false);
  const [frames, setFrames] = useState<ReadFrames | null>(null);
  const seen = useRef<ReadFrames | null>(null);

  const take = async (text: string) => {
    setMessage(t`Looking at it…`);
    const received = await receiveBundle(text);
    if (received.kind === 'own') {
      setMessage('');
      return setOwn(received);
    }
    setMessage(received.kind === 'carried' ? words.carried(received) : words.refused(received.why));
  };
  const handleFile = async (file: File | undefined) => {
    if (!file) return;
    if (file.size > LARGEST_BYTES) return setMessage(words.refused('too-large'));
    await take(await file.text()).catch(() => setMessage(words.putBack({ kind: 'refused' })));
  };
  const readPicture = (picture: string): string | null => {
    const next = addFrame(seen.current, picture);
    if (next !== seen.current) setFrames(next);
    seen.current = next;
    return next && textOfFrames(next);
  };
  const endScan = () => {
    setScanning(false);
    setFrames(null);
    seen.current = null;
  };
  const handlePutBack = async () => {
    const given = own;
    setOwn(null);
    if (!given) return;
    setMessage(t`Taking it in…`);
    setMessage(words.putBack(await putBack(given.text, { evenIfAnothers: !given.mine })));
  };
  const have = frames?.pieces.size ?? 0;
  return (
    <div className={styles.part}>
      <p>
        <Trans>
          Choose a file, or scan pictures from another screen. Somebody’s sealed work is carried on by this device; what
          is your own is put back. A copy you saved under “My data” can be put back here, too.
        </Trans>
      </p>
      <div className={styles.buttons}>
        <Button look="quiet" icon="install" onClick={() => input.current?.click()}>
          <Trans>Choose a file</Trans>
        </Button>
        <input
          ref={input}
          type="file"
          className={styles.file}
          tabIndex={-1}
          aria-label={t`File to take in`}
          accept=".txt,.json,text/plain,application/json"
          onChange={(event) => {
            void handleFile(event.target.files?.[0]);
            // The same file again is a new wish.
            event.target.value = '';
          }}
        />
        {canScan() && !scanning && (
          <Button look="quiet" onClick={() => setScanning(true)}>
            <Trans>Scan pictures</Trans>
          </Button>
        )}
      </div>
      {scanning && (
        <>
          <ScanCode
            read={readPicture}
            onFound={(text) => {
              endScan();
              void take(text);
            }}
            onEnd={endScan}
            otherwise={<Trans>The camera cannot be used here. Ask for a file instead.</Trans>}
          />
          <p role="status">
            {frames && (
              <Trans>
                {have} of {frames.count} pictures
              </Trans>
            )}
          </p>
        </>
      )}
      <p role="status">{message}</p>
      <Dialog
        open={own !== null}
        onClose={() => setOwn(null)}
        sheet
        title={own?.mine ? t`Put this back?` : t`Is this yours?`}
        actions={
          <>
            <Button look="quiet" onClick={() => setOwn(null)}>
              <Trans>No</Trans>
            </Button>
            <Button onClick={() => void handlePutBack()}>
              {own?.mine ? <Trans>Put it back</Trans> : <Trans>Yes, it is mine</Trans>}
            </Button>
          </>
        }
      >
        {own && (
          <>
            <p>
              {own.from ? (
                <Trans>
                  The learning of <strong dir="auto">{own.from}</strong>, packed {dayAndTime(own.madeAt)}.
                </Trans>
              ) : (
                <Trans>The learning of somebody without a name, packed {dayAndTime(own.madeAt)}.</Trans>
              )}{' '}
              <Plural value={own.rows} one="# thing is in it." other="# things are in it." />
            </p>
            <p>
              {own.mine ? (
                <Trans>It is merged with what is here: nothing is replaced, and nothing is counted twice.</Trans>
              ) : (
                <Trans>
                  It is not of the learner who is here now. If it is yours from before this browser was cleared, it
                  becomes part of what is here. If it is somebody else’s, say no: two people’s learning cannot be taken
                  apart again.
                </Trans>
              )}
            </p>
          </>
        )}
      </Dialog>
    </div>
  );
};
