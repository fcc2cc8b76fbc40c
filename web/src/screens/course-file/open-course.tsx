import { Trans, useLingui } from '@lingui/react/macro';
import { useEffect, useEffectEvent, useRef } from 'react';
import { Button } from '../../components/button.tsx';
import styles from './course-file.module.css';
import { useOpenCourse } from './use-open-course.tsx';

/** Where the system hands over a file that was opened with the installed app; few browsers have it. */
interface LaunchQueue {
  setConsumer: (consumer: (launch: { files?: readonly { getFile: () => Promise<File> }[] }) => void) => void;
}

/** A course from somebody, as a file: chosen here, or opened with Hornbook from the system's list of files. */
export const OpenCourse = () => {
  const { t } = useLingui();
  const input = useRef<HTMLInputElement>(null);
  const { open, message, dialog } = useOpenCourse();
  const openLaunched = useEffectEvent((file: File) => void open(file));
  useEffect(() => {
    (globalThis as { launchQueue?: LaunchQueue }).launchQueue?.setConsumer(({ files: [handle] = [] }) => {
      void handle?.getFile().then(openLaunched);
    });
  }, []);
  return (
    <div className={styles.part}>
      <p>
        <Trans>
          Somebody who has Hornbook can give you a whole course as a file, with no network at all. Open it here.
        </Trans>
      </p>
      <div>
        <Button look="quiet" icon="install" onClick={() => input.current?.click()}>
          <Trans>Open a course from a file</Trans>
        </Button>
        {/* No types are named: systems know too little of this one, and would hide the file. */}
        <input
          ref={input}
          type="file"
          className={styles.file}
          tabIndex={-1}
          aria-label={t`Course file`}
          onChange={(event) => {
            const [file] = event.target.files ?? [];
            if (file) void open(file);
            // The same file again is a new wish.
            event.target.value = '';
          }}
        />
      </div>
      <p role="status">{message}</p>
      {dialog}
    </div>
  );
};
