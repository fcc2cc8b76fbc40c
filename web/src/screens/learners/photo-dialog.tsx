import { Trans, useLingui } from '@lingui/react/macro';
import { type PointerEvent, type ReactNode, useEffect, useId, useRef, useState } from 'react';
import { Button } from '../../components/button.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { CLOSEST, type Framing, firstFraming, pulled } from './crop.ts';
import styles from './learners.module.css';
import { cutOut, drawSquare, type OpenedPicture } from './open-picture.ts';

const SHOWN_SIDE = 480;

interface SliderProps {
  label: ReactNode;
  value: number;
  least?: number;
  most?: number;
  disabled?: boolean;
  onChange: (value: number) => void;
}

const Slider = ({ label, value, least = 0, most = 1, disabled, onChange }: SliderProps) => {
  const id = useId();
  return (
    <div className={styles.slider}>
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        type="range"
        min={least}
        max={most}
        step={0.01}
        value={value}
        disabled={disabled}
        onChange={({ target }) => onChange(Number(target.value))}
      />
    </div>
  );
};

const PhotoFraming = ({
  picture,
  onKeep,
  onClose,
}: {
  picture: OpenedPicture;
  onKeep: (photo: Blob) => void;
  onClose: () => void;
}) => {
  const { t } = useLingui();
  const canvas = useRef<HTMLCanvasElement>(null);
  const [framing, setFraming] = useState<Framing>(() => firstFraming(picture));
  const [isBusy, setIsBusy] = useState(false);
  useEffect(() => {
    if (canvas.current) drawSquare(canvas.current, picture, framing);
  }, [picture, framing]);
  const handlePull = (event: PointerEvent<HTMLCanvasElement>) => {
    const { currentTarget, movementX, movementY, buttons } = event;
    if (buttons === 0) return;
    const shown = currentTarget.clientWidth;
    setFraming((at) => pulled(picture, at, { across: movementX / shown, down: movementY / shown }));
  };
  const handleKeep = async () => {
    setIsBusy(true);
    const photo = await cutOut(picture, framing);
    if (photo) onKeep(photo);
    onClose();
  };
  const isSquare = (room: number) => framing.closeness === 1 && room === Math.min(picture.width, picture.height);
  return (
    <div className={styles.framing}>
      <canvas
        ref={canvas}
        className={styles.framed}
        width={SHOWN_SIDE}
        height={SHOWN_SIDE}
        role="img"
        aria-label={t`How it will look`}
        onPointerDown={(event) => event.currentTarget.setPointerCapture(event.pointerId)}
        onPointerMove={handlePull}
      />
      <Slider
        label={<Trans>Closer</Trans>}
        least={1}
        most={CLOSEST}
        value={framing.closeness}
        onChange={(closeness) => setFraming({ ...framing, closeness })}
      />
      <Slider
        label={<Trans>Left or right</Trans>}
        value={framing.across}
        disabled={isSquare(picture.width)}
        onChange={(across) => setFraming({ ...framing, across })}
      />
      <Slider
        label={<Trans>Up or down</Trans>}
        value={framing.down}
        disabled={isSquare(picture.height)}
        onChange={(down) => setFraming({ ...framing, down })}
      />
      <p className={styles.quiet}>
        <Trans>Only this small picture is kept. Whoever shares this device sees it when it asks who is learning.</Trans>
      </p>
      <div className={styles.actions}>
        <Button disabled={isBusy} onClick={() => void handleKeep()}>
          <Trans>Use this photo</Trans>
        </Button>
        <Button look="plain" onClick={onClose}>
          <Trans>Never mind</Trans>
        </Button>
      </div>
    </div>
  );
};

interface PhotoDialogProps {
  opened: OpenedPicture | null;
  onClose: () => void;
  onKeep: (photo: Blob) => void;
}

/** Which part of a picture is shown of a learner: pulled into place, or by its three sliders. */
export const PhotoDialog = ({ opened, onClose, onKeep }: PhotoDialogProps) => {
  const { t } = useLingui();
  useEffect(() => () => opened?.close(), [opened]);
  return (
    <Dialog open={opened !== null} title={t`Your photo`} sheet onClose={onClose}>
      {opened && <PhotoFraming picture={opened} onKeep={onKeep} onClose={onClose} />}
    </Dialog>
  );
};
