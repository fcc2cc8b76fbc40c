import { readCode } from '@hornbook/shared/identity/pairing-code.ts';
import { Trans } from '@lingui/react/macro';
import { useEffect, useRef, useState } from 'react';
import { Button } from '../../components/button.tsx';
import styles from './join.module.css';

interface Detector {
  detect(source: HTMLVideoElement): Promise<{ rawValue: string }[]>;
}
type DetectorClass = new (options: { formats: string[] }) => Detector;

const detectorClass = (): DetectorClass | undefined =>
  (globalThis as { BarcodeDetector?: DetectorClass }).BarcodeDetector;

/** Only some browsers can read a code from a picture; the others' own camera app opens its address, or it is typed. */
export const canScan = (): boolean => detectorClass() !== undefined && navigator.mediaDevices !== undefined;

const LOOK_MS = 250;

interface ScanCodeProps {
  onFound: (code: string) => void;
  onEnd: () => void;
}

/** The camera's picture, until a code of ours is in it. The camera is let go at once, however it ends. */
export const ScanCode = ({ onFound, onEnd }: ScanCodeProps) => {
  const video = useRef<HTMLVideoElement>(null);
  const found = useRef(onFound);
  found.current = onFound;
  const [failed, setFailed] = useState(false);
  useEffect(() => {
    let stream: MediaStream | undefined;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let ended = false;
    const release = () => {
      for (const track of stream?.getTracks() ?? []) track.stop();
    };
    const start = async () => {
      const Detector = detectorClass();
      const element = video.current;
      if (!Detector || !element) throw new Error('This browser reads no codes.');
      stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: 'environment' } });
      if (ended) return release();
      const detector = new Detector({ formats: ['qr_code'] });
      element.srcObject = stream;
      await element.play();
      const look = async () => {
        // A picture that is not there yet is no failure.
        const seen = await detector.detect(element).catch(() => []);
        const code = seen.map(({ rawValue }) => readCode(rawValue)).find((read) => read !== null);
        if (ended) return;
        if (code) return found.current(code);
        timer = setTimeout(look, LOOK_MS);
      };
      await look();
    };
    start().catch(() => !ended && setFailed(true));
    return () => {
      ended = true;
      clearTimeout(timer);
      release();
    };
  }, []);
  return (
    <div className={styles.scan}>
      {failed ? (
        <p>
          <Trans>The camera cannot be used here. Type the code instead.</Trans>
        </p>
      ) : (
        <video ref={video} className={styles.camera} playsInline muted />
      )}
      <Button look="quiet" onClick={onEnd}>
        <Trans>Stop scanning</Trans>
      </Button>
    </div>
  );
};
