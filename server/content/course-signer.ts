import { createPrivateKey, generateKeyPairSync, sign } from 'node:crypto';
import { courseText } from '@hornbook/shared/content/course-file.ts';
import type { CourseSigner } from '@hornbook/shared/content/pack.ts';
import type { Database } from '../db/connect.ts';
import { onceInMeta } from '../db/meta.ts';

export interface SignsCourses {
  signer: CourseSigner;
  /** r and s side by side, as browsers verify them. */
  sign: (course: Parameters<typeof courseText>[0]) => string;
}

/**
 * What proves to a device without a network that a course in a file is one of this service. The key is made at the first
 * start and kept with the database: another one would make every file that is under way a stranger's.
 */
export const courseSigner = async (database: Pick<Database, 'query'>): Promise<SignsCourses> => {
  const kept = await onceInMeta(database, 'course_signer', () => {
    const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'prime256v1' });
    return JSON.stringify(privateKey.export({ format: 'jwk' }));
  });
  const jwk = JSON.parse(kept) as { kty: string; crv: string; x: string; y: string; d: string };
  const key = createPrivateKey({ key: jwk, format: 'jwk' });
  const made = new Map<string, string>();
  return {
    signer: { x: jwk.x, y: jwk.y },
    sign: (course) => {
      const text = courseText(course);
      const signature =
        made.get(text) ?? sign('sha256', Buffer.from(text), { key, dsaEncoding: 'ieee-p1363' }).toString('base64url');
      made.set(text, signature);
      return signature;
    },
  };
};
