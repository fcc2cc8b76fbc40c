import type { CourseSigner } from '@hornbook/shared/content/pack.ts';
import { vi } from 'vitest';
import type { PublishedSample } from './sample-course.ts';

export interface FakeService {
  /** Paths asked for, in order. */
  asked: string[];
  publish: (sample: PublishedSample) => void;
  /** From now on in every list. */
  signer: CourseSigner | null;
  /** Called before each answer; throws or answers in its place. */
  meddle: (path: string) => Response | undefined;
  /** After how many bytes of one answer the link is cut; null when it holds. */
  cutAfter: number | null;
  /** Bytes of files that were sent. */
  sentBytes: number;
}

/** An answer that comes in pieces of 16 KB, or breaks off. */
const streamed = (bytes: Uint8Array<ArrayBuffer>, service: FakeService, init: ResponseInit): Response => {
  let at = 0;
  const body = new ReadableStream<Uint8Array>({
    pull: (controller) => {
      if (service.cutAfter !== null && at >= service.cutAfter) return controller.error(new TypeError('cut'));
      if (at >= bytes.length) return controller.close();
      const piece = bytes.slice(at, at + 16_384);
      at += piece.length;
      service.sentBytes += piece.length;
      controller.enqueue(piece);
    },
  });
  return new Response(body, init);
};

/** The service's published files behind a `fetch` that tests can meddle with, and a Cache Storage. */
export const fakeService = (): FakeService => {
  const files = new Map<string, Uint8Array<ArrayBuffer>>();
  let catalogue = { etag: '"0"', text: '{"format":1,"courses":[]}' };
  let version = 0;
  const service: FakeService = {
    asked: [],
    signer: null,
    publish: (sample) => {
      for (const [sha256, bytes] of sample.files) files.set(sha256, bytes);
      version += 1;
      catalogue = {
        etag: `"${version}"`,
        text: JSON.stringify({ format: 1, ...(service.signer && { signer: service.signer }), courses: [sample.entry] }),
      };
    },
    meddle: () => undefined,
    cutAfter: null,
    sentBytes: 0,
  };
  vi.stubGlobal('fetch', async (input: string | URL, init?: RequestInit) => {
    const path = String(input);
    service.asked.push(path);
    init?.signal?.throwIfAborted();
    const meddled = service.meddle(path);
    if (meddled) return meddled;
    if (path === '/packs/catalogue') {
      const known = new Headers(init?.headers).get('if-none-match') === catalogue.etag;
      const headers = { etag: catalogue.etag, 'content-type': 'application/json' };
      return known ? new Response(null, { status: 304, headers }) : new Response(catalogue.text, { headers });
    }
    const bytes = files.get(path.replace('/packs/', ''));
    if (!bytes) return new Response('{}', { status: 404 });
    const from = /^bytes=(\d+)-$/.exec(new Headers(init?.headers).get('range') ?? '')?.[1];
    if (from === undefined) return streamed(bytes, service, {});
    const range = `bytes ${from}-${bytes.length - 1}/${bytes.length}`;
    return streamed(bytes.slice(Number(from)), service, { status: 206, headers: { 'content-range': range } });
  });
  const cached = new Map<string, Response>();
  const cache = {
    put: async (url: string, response: Response) => void cached.set(url, response),
    match: async (url: string) => cached.get(url)?.clone(),
    delete: async (url: string) => cached.delete(url),
    keys: async () => [...cached.keys()],
  };
  vi.stubGlobal('caches', { open: async () => cache });
  return service;
};
