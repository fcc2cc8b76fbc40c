import { Trans } from '@lingui/react/macro';
import { useEffect, useRef } from 'react';
import { Button } from '../../components/button.tsx';
import styles from './undo-button.module.css';

/** Takes the last answer back, while that is possible. With it goes its time: the focus then stays with what is read. */
export const UndoButton = ({ onUndo }: { onUndo: () => void }) => {
  const place = useRef<HTMLSpanElement>(null);
  useEffect(() => {
    const here = place.current;
    return () => {
      if (!here?.contains(document.activeElement)) return;
      here.closest('main')?.querySelector<HTMLElement>('h2[tabindex], h1[tabindex]')?.focus({ preventScroll: true });
    };
  }, []);
  return (
    <span ref={place} className={styles.undo}>
      <Button look="plain" icon="undo" aria-keyshortcuts="Control+Z Meta+Z" onClick={onUndo}>
        <Trans>Undo</Trans>
      </Button>
      <span className={styles.time} aria-hidden="true" />
    </span>
  );
};
