import type { BundleTools, Subtle } from '@hornbook/shared/bundle/tools.ts';

/** Browsers of before 2023 can't compress, and some pages may not use keys: then nothing can be made or read here. */
export const canBundle = (): boolean =>
  typeof CompressionStream !== 'undefined' && globalThis.crypto?.subtle !== undefined;

/** What bundles are made and opened with here. */
export const bundleTools = (): BundleTools => ({
  subtle: crypto.subtle as unknown as Subtle,
  gzip: async (text) => {
    const packed = new Blob([text]).stream().pipeThrough(new CompressionStream('gzip'));
    return new Uint8Array(await new Response(packed).arrayBuffer());
  },
  gunzip: async (bytes, mostBytes) => {
    const reader = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip')).getReader();
    const decoder = new TextDecoder('utf-8', { fatal: true });
    let text = '';
    let size = 0;
    try {
      for (;;) {
        const { done, value } = await reader.read();
        if (done) return text + decoder.decode();
        size += value.length;
        if (size > mostBytes) return null;
        text += decoder.decode(value, { stream: true });
      }
    } catch {
      // Not gzip, or no text.
      return null;
    } finally {
      await reader.cancel().catch(() => undefined);
    }
  },
});
