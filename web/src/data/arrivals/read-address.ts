const LONGEST = 2000;

/** The address of a page as people type it, with or without its scheme; null for what is none, or leads anywhere else. */
export const readAddress = (typed: string): URL | null => {
  const text = typed.trim();
  if (text === '' || /\s/.test(text)) return null;
  // "example.org:8080" has a port, "javascript:…" a scheme.
  const hasScheme = /^[a-z][a-z\d+.-]*:(?!\d)/i.test(text);
  const whole = hasScheme ? text : `https://${text}`;
  if (!URL.canParse(whole)) return null;
  const url = new URL(whole);
  if (!/^https?:$/.test(url.protocol) || !url.hostname.includes('.') || url.href.length > LONGEST) return null;
  return url;
};
