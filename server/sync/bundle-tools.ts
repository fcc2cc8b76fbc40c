import { webcrypto } from 'node:crypto';
import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';
import type { BundleTools, Subtle } from '@hornbook/shared/bundle/tools.ts';

const inflate = promisify(gunzip);
const deflate = promisify(gzip);

/** What bundles are opened with here. */
export const bundleTools: BundleTools = {
  subtle: webcrypto.subtle as unknown as Subtle,
  gzip: async (text) => new Uint8Array(await deflate(text)),
  gunzip: async (bytes, mostBytes) => {
    try {
      const text = await inflate(bytes, { maxOutputLength: mostBytes });
      return new TextDecoder('utf-8', { fatal: true }).decode(text);
    } catch {
      return null;
    }
  },
};
