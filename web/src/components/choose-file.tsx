import { Trans, useLingui } from '@lingui/react/macro';
import { type DragEvent, useRef, useState } from 'react';
import { Button } from './button.tsx';
import styles from './choose-file.module.css';

interface ChooseFileProps {
  disabled: boolean;
  /** Something else is what this screen is for now. */
  quiet: boolean;
  onFile: (file: File) => void;
}

/** A file by choosing it or by dropping it. */
export const ChooseFile = ({ disabled, quiet, onFile }: ChooseFileProps) => {
  const { t } = useLingui();
  const chooser = useRef<HTMLInputElement>(null);
  const [isOver, setIsOver] = useState(false);
  const handleDrop = (event: DragEvent) => {
    event.preventDefault();
    setIsOver(false);
    const [file] = event.dataTransfer.files;
    if (file && !disabled) onFile(file);
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping is a shorter way to what the button in it does.
    <div
      className={styles.drop}
      data-over={isOver || undefined}
      onDragOver={(event) => {
        event.preventDefault();
        setIsOver(true);
      }}
      onDragLeave={() => setIsOver(false)}
      onDrop={handleDrop}
    >
      <Button
        look={quiet ? 'quiet' : 'action'}
        icon="install"
        disabled={disabled}
        onClick={() => chooser.current?.click()}
      >
        <Trans>Choose a file</Trans>
      </Button>
      <span className={styles.quiet}>
        <Trans>or drop it here</Trans>
      </span>
      {/* No types are named: systems know too little of these, and would hide the files. */}
      <input
        ref={chooser}
        type="file"
        className={styles.chooser}
        tabIndex={-1}
        aria-label={t`File to bring`}
        onChange={({ target }) => {
          const [file] = target.files ?? [];
          if (file) onFile(file);
          // The same file again is a new wish.
          target.value = '';
        }}
      />
    </div>
  );
};
