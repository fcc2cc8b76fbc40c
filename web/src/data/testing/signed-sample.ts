import { courseText } from '@hornbook/shared/content/course-file.ts';
import { toBase64url } from '@hornbook/shared/identity/claim.ts';
import type { FakeService } from './fake-service.ts';
import type { PublishedSample } from './sample-course.ts';

/** A service that signs what it publishes. */
export const signingService = async (service: FakeService) => {
  const algorithm = { name: 'ECDSA', namedCurve: 'P-256' };
  const { privateKey, publicKey } = await crypto.subtle.generateKey(algorithm, true, ['sign', 'verify']);
  const { x = '', y = '' } = await crypto.subtle.exportKey('jwk', publicKey);
  service.signer = { x, y };
  return {
    publish: async (sample: PublishedSample, number = 1): Promise<void> => {
      const { courseId, version } = sample.entry;
      const text = new TextEncoder().encode(courseText({ courseId, number, version }));
      const signature = await crypto.subtle.sign({ name: 'ECDSA', hash: 'SHA-256' }, privateKey, text);
      service.publish({
        ...sample,
        entry: { ...sample.entry, number, signature: toBase64url(new Uint8Array(signature)) },
      });
    },
  };
};
