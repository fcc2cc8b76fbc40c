/** No vowels, so no words; nothing that looks like a digit. As proposed by RFC 8628. */
export const CODE_LETTERS = 'BCDFGHJKLMNPQRSTVWXZ';
export const CODE_LENGTH = 8;

/** A code as it is shown: two groups of four are easier to carry over. */
export const showCode = (code: string): string => `${code.slice(0, CODE_LENGTH / 2)}-${code.slice(CODE_LENGTH / 2)}`;

/** What a device shows as a picture, and what any camera opens. Behind the #, so that it is in no log of any server. */
export const codeAddress = (origin: string, code: string): string => `${origin}/join#${showCode(code)}`;

/** The code in what was typed or scanned, however it was written; null where there is none. */
export const readCode = (text: string): string | null => {
  const written = (text.split('#').at(-1) ?? '').toUpperCase().replace(/[\s\-–—.·]/g, '');
  return new RegExp(`^[${CODE_LETTERS}]{${CODE_LENGTH}}$`).test(written) ? written : null;
};
