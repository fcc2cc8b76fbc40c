import { useEffect } from 'react';
import { readArrivedFile } from '../../data/commands/take-arrivals.ts';

/** Where the system hands over a file that was opened with the installed app; few browsers have it. */
interface LaunchQueue {
  setConsumer: (consumer: (launch: { files?: readonly { getFile: () => Promise<File> }[] }) => void) => void;
}

/** A file that another app shared, by the id of its arrival, or that the system opens with Hornbook. */
export const useArrivedFile = (arrival: string | null, onFile: (file: File) => void): void => {
  // biome-ignore lint/correctness/useExhaustiveDependencies: it is an event's handler.
  useEffect(() => {
    (globalThis as { launchQueue?: LaunchQueue }).launchQueue?.setConsumer(({ files: [handle] = [] }) => {
      void handle?.getFile().then(onFile);
    });
    if (arrival !== null) void readArrivedFile(arrival).then((file) => file && onFile(file));
  }, [arrival]);
};
