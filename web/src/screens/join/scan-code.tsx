import { Trans } from '@lingui/react/macro';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { Button } from '../../components/button.tsx';
import styles from './join.module.css';

interface Detector {
  detect(source: HTMLVideoElement): Promise<{ rawValue: string }[]>;
}
type DetectorClass = new (options: { formats: 'qr_code'[] }) => Detector;

/** The browser's own reader of codes, or ours where it has none. */
const detectorClass = async (): Promise<DetectorClass> =>
  (globalThis as { BarcodeDetector?: DetectorClass }).BarcodeDetector ?? (await import('qr/decode.js')).BarcodeDetector;

/** A page over http may not use the camera, and some browsers have none to give: then a code is typed. */
export const canScan = (): boolean => navigator.mediaDevices?.getUserMedia !== undefined;

const LOOK_MS = 150;

interface ScanCodeProps<T> {
  /** What a picture's text means; null while there is more to look for. */
  read: (text: string) => T | null;
  onFound: (found: T) => void;
  onEnd: () => void;
  /** What else can be done where the camera can't be used. */
  otherwise: ReactNode;
}

/** The camera's picture, until what is looked for was in it. The camera is let go at once, however it ends. */
export const ScanCode = <T,>({ read, onFound, onEnd, otherwise }: ScanCodeProps<T>) => {
  const video = useRef<HTMLVideoElement>(null);
  const found = useRef({ read, onFound });
  found.current = { read, onFound };
  const [failed, setFailed] = useState(false);
  useEffect(() => {
    let stream: MediaStream | undefined;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let ended = false;
    const release = () => {
      for (const track of stream?.getTracks() ?? []) track.stop();
    };
    const start = async () => {
      const Detector = await detectorClass();
      const element = video.current;
      if (!element) throw new Error('There is nowhere to show it.');
      stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: 'environment' } });
      if (ended) return release();
      const detector = new Detector({ formats: ['qr_code'] });
      element.srcObject = stream;
      await element.play();
      const look = async () => {
        // A picture that is not there yet is no failure.
        const seen = await detector.detect(element).catch(() => []);
        if (ended) return;
        for (const { rawValue } of seen) {
          const what = found.current.read(rawValue);
          if (what !== null) return found.current.onFound(what);
        }
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
      {failed ? <p>{otherwise}</p> : <video ref={video} className={styles.camera} playsInline muted />}
      <Button look="quiet" onClick={onEnd}>
        <Trans>Stop scanning</Trans>
      </Button>
    </div>
  );
};
