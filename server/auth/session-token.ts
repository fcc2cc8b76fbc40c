import { createHmac, timingSafeEqual } from 'node:crypto';

/** The token in a signed session cookie, as better-auth writes it: `<token>.<base64 HMAC-SHA256>`, or null. */
export const makeTokenReader =
  (cookieName: string, secret: string) =>
  (cookieHeader: string | null | undefined): string | null => {
    for (const part of cookieHeader?.split(';') ?? []) {
      const at = part.indexOf('=');
      if (part.slice(0, at).trim() !== cookieName) continue;
      const value = decoded(part.slice(at + 1).trim());
      const dot = value.lastIndexOf('.');
      if (dot <= 0) return null;
      const token = value.slice(0, dot);
      const wanted = createHmac('sha256', secret).update(token).digest();
      const given = Buffer.from(value.slice(dot + 1), 'base64');
      return wanted.length === given.length && timingSafeEqual(wanted, given) ? token : null;
    }
    return null;
  };

const decoded = (text: string): string => {
  try {
    return decodeURIComponent(text);
  } catch {
    return '';
  }
};
