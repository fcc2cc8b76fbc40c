import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';

const LIFE_MS = 5 * 60_000;

/** Challenges are not kept: each carries its own end and a seal, so any server of several can check what another gave. */
export function makeChallenges(secret: string, now: () => number) {
  const seal = (text: string) => createHmac('sha256', secret).update(`hornbook-challenge\n${text}`).digest('base64url');
  return {
    issue(): string {
      const text = `${(now() + LIFE_MS).toString(36)}.${randomBytes(16).toString('base64url')}`;
      return `${text}.${seal(text)}`;
    },
    isValid(challenge: string): boolean {
      const [ends = '', nonce = '', given = '', ...rest] = challenge.split('.');
      if (rest.length > 0) return false;
      const wanted = Buffer.from(seal(`${ends}.${nonce}`));
      const shown = Buffer.from(given);
      return wanted.length === shown.length && timingSafeEqual(wanted, shown) && Number.parseInt(ends, 36) > now();
    },
  };
}
