/** The first sixteen hex digits of the id's hash: tells learners apart without naming them. */
export const scopeOf = async (learnerId: string): Promise<string> => {
  const hash = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(learnerId));
  return [...new Uint8Array(hash, 0, 8)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
};

let about: string | null = null;

/** Whom this page asks for: the learner whose databases are open. The cookie of the browser may be another's by now. */
export const askAbout = async (learnerId: string): Promise<void> => {
  about = await scopeOf(learnerId);
};

export const askedAbout = (): string | null => about;
