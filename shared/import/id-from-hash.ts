/** A SHA-256 (in hex) in the form of a random UUID: what was imported has an id that follows from where it comes from. */
export const idFromHash = (hex: string): string => {
  const variant = '89ab'[Number.parseInt(hex[16] as string, 16) % 4];
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
};
