/** Gives a file to the browser to be saved. */
export const saveFile = (fileName: string, file: Blob): void => {
  const url = URL.createObjectURL(file);
  const link = document.createElement('a');
  link.href = url;
  link.download = fileName;
  link.click();
  // The browser still reads from it when click() returns.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
};
