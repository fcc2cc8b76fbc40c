import { useEffect, useEffectEvent, useState } from 'react';

const filesOf = (carrier: DataTransfer | null): File[] => [...(carrier?.files ?? [])];
const carriesFiles = ({ dataTransfer }: DragEvent): boolean => dataTransfer?.types.includes('Files') ?? false;

/** Files that are pasted, or dropped anywhere on the page; tells whether some are held over it now. */
export const useFilesBrought = (onFiles: (files: File[]) => void): boolean => {
  const [isOver, setIsOver] = useState(false);
  const handleFiles = useEffectEvent(onFiles);
  useEffect(() => {
    const handlePaste = (event: ClipboardEvent) => {
      const files = filesOf(event.clipboardData);
      if (files.length === 0) return;
      event.preventDefault();
      handleFiles(files);
    };
    const handleOver = (event: DragEvent) => {
      if (!carriesFiles(event)) return;
      // Else the browser would open the file in place of the app.
      event.preventDefault();
      setIsOver(true);
    };
    const handleLeave = ({ relatedTarget }: DragEvent) => relatedTarget === null && setIsOver(false);
    const handleDrop = (event: DragEvent) => {
      if (!carriesFiles(event)) return;
      event.preventDefault();
      setIsOver(false);
      handleFiles(filesOf(event.dataTransfer));
    };
    addEventListener('paste', handlePaste);
    addEventListener('dragover', handleOver);
    addEventListener('dragleave', handleLeave);
    addEventListener('drop', handleDrop);
    return () => {
      removeEventListener('paste', handlePaste);
      removeEventListener('dragover', handleOver);
      removeEventListener('dragleave', handleLeave);
      removeEventListener('drop', handleDrop);
    };
  }, []);
  return isOver;
};
