/** Text with one kind of line end; null when the bytes are no text, or hold what Postgres can't keep. */
export const readText = (bytes: Uint8Array): string | null => {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return text.includes('\u0000') ? null : text.replaceAll('\r\n', '\n');
  } catch {
    return null;
  }
};
