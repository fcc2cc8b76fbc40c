/** The typed number with its sign turned round: the number pads of some phones have no minus. */
export const flipSign = (text: string): string => {
  const trimmed = text.trimStart();
  return /^[-−–]/.test(trimmed) ? trimmed.slice(1).trimStart() : `−${trimmed.replace(/^\+ ?/, '')}`;
};
