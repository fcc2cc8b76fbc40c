import { useEffect, useState } from 'react';
import { noticeCleared } from '../../data/commands/keep-files.ts';
import { readFileBytes } from '../../data/queries/files.ts';

/** What a program or a reader can open, without a network and without the service's rules for data. */
export interface OpenedFile {
  bytes: Blob;
  /** Of this page only: it ends with it. */
  url: string;
}

/** The bytes of a file that is here; undefined until they are read. What the browser has cleared is noted, and asked for anew. */
export const useFileBytes = (sha256: string, mediaType: string): OpenedFile | undefined => {
  const [opened, setOpened] = useState<OpenedFile>();
  useEffect(() => {
    let url: string | undefined;
    let isOver = false;
    const open = async () => {
      const found = await readFileBytes(sha256);
      if (!found) return noticeCleared(sha256);
      if (isOver) return;
      const bytes = found.type.startsWith(mediaType) ? found : found.slice(0, found.size, mediaType);
      url = URL.createObjectURL(bytes);
      setOpened({ bytes, url });
    };
    void open();
    return () => {
      isOver = true;
      setOpened(undefined);
      if (url) URL.revokeObjectURL(url);
    };
  }, [sha256, mediaType]);
  return opened;
};
