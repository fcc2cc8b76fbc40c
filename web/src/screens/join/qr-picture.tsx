import { useEffect, useState } from 'react';
import styles from './join.module.css';

/** The encoder comes when a code is shown, and not before; without it there is still the code to type. */
export const QrPicture = ({ text, label }: { text: string; label: string }) => {
  const [drawn, setDrawn] = useState<{ size: number; path: string } | null>(null);
  useEffect(() => {
    let wanted = true;
    void import('./draw-qr.ts').then(
      ({ drawQr }) => wanted && setDrawn(drawQr(text)),
      () => undefined,
    );
    return () => {
      wanted = false;
    };
  }, [text]);
  if (!drawn) return <div className={styles.qr} aria-hidden="true" />;
  return (
    <svg className={styles.qr} viewBox={`0 0 ${drawn.size} ${drawn.size}`} role="img" aria-label={label}>
      <path d={drawn.path} />
    </svg>
  );
};
