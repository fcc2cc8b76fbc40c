import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { propertyRuns } from '../testing/property-runs.ts';
import { ANY_BYTES, mediaTypeOf, previewOf } from './media-type.ts';
import { MAX_CHUNK_BYTES, MIN_CHUNK_BYTES, nextChunkBytes } from './transfer.ts';

const bytes = (text: string) => Uint8Array.from(text, (character) => character.charCodeAt(0));

describe('what a file is, its bytes say', () => {
  test.each([
    ['image/png', '\x89PNG\r\n\x1a\n\0\0\0\rIHDR'],
    ['image/jpeg', '\xff\xd8\xff\xe0\0\x10JFIF'],
    ['image/gif', 'GIF89a\x01\0'],
    ['image/webp', 'RIFF\x10\0\0\0WEBPVP8 '],
    ['image/avif', '\0\0\0\x20ftypavif'],
    ['image/heic', '\0\0\0\x20ftypheic'],
    ['application/pdf', '%PDF-1.7\n%\xe2\xe3\xcf\xd3'],
    ['audio/mpeg', 'ID3\x04\0\0'],
    ['audio/mpeg', '\xff\xfb\x90\x44\0\0'],
    ['audio/wav', 'RIFF\x10\0\0\0WAVEfmt '],
    ['audio/ogg', 'OggS\0\x02'],
    ['audio/flac', 'fLaC\0\0\0\x22'],
    ['audio/mp4', '\0\0\0\x20ftypM4A '],
    ['video/mp4', '\0\0\0\x20ftypisom'],
    ['video/webm', '\x1aE\xdf\xa3\x9fB\x86\x81\x01B\x82\x84webm'],
    ['application/zip', 'PK\x03\x04\x14\0'],
    ['text/plain', 'Photosynthesis needs light.\r\n'],
    ['text/plain', '\xc3\xa9t\xc3\xa9'],
    ['text/plain', ''],
    // Whatever would do something as a page is text.
    ['text/plain', '<!doctype html><script>alert(1)</script>'],
    ['text/plain', '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'],
    ['text/plain', '<?xml version="1.0"?>'],
    [ANY_BYTES, 'MZ\x90\0\x03'],
    [ANY_BYTES, '\x7fELF\x02\x01'],
    [ANY_BYTES, '\xff\xfe<\0h\0t\0m\0l\0'],
    [ANY_BYTES, '\xe9t\xe9'],
    [ANY_BYTES, '\x1aE\xdf\xa3matroska'],
  ])('%s: %j', (mediaType, first) => expect(mediaTypeOf(bytes(first))).toBe(mediaType));

  test('a long text is one although a character is cut in two where looking ends', () => {
    expect(mediaTypeOf(bytes(`x${'\xc3\xa9'.repeat(5000)}`))).toBe('text/plain');
    expect(mediaTypeOf(bytes(`x${'\xc3\xa9'.repeat(5000)}`).subarray(0, 4096))).toBe('text/plain');
  });

  test('never anything a browser would run, whatever the bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (any) => {
        expect(mediaTypeOf(any)).not.toMatch(/html|svg|xml|script|multipart|json/);
      }),
      propertyRuns(300),
    );
  });

  test('is shown here, or opened elsewhere', () => {
    const kinds = ['image/png', 'image/heic', 'audio/ogg', 'video/mp4', 'application/pdf', 'text/plain', ANY_BYTES];
    expect(kinds.map(previewOf)).toEqual(['picture', 'other', 'audio', 'video', 'pdf', 'text', 'other']);
  });
});

/** Sends a file over a link that fails in the middle of the requests at which these byte counts have gone through. */
const sentBytes = (sizeBytes: number, cutsAt: readonly number[]): number => {
  const cuts = [...cutsAt].sort((a, b) => a - b);
  let [offset, sent, since] = [0, 0, 0];
  while (offset < sizeBytes) {
    const chunk = nextChunkBytes(sizeBytes - offset, since);
    sent += chunk;
    const cut = cuts.findIndex((at) => at >= offset && at < offset + chunk);
    if (cut === -1) {
      offset += chunk;
      since += chunk;
    } else {
      // The worst case: all of the request was sent, and none of it kept.
      cuts.splice(cut, 1);
      since = 0;
    }
  }
  return sent;
};

describe('the size of a chunk', () => {
  test('is one the service takes, and the file comes to its end', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 2 ** 26 }), fc.integer({ min: 0, max: 2 ** 26 }), (left, since) => {
        const chunk = nextChunkBytes(left, since);
        expect(chunk).toBeGreaterThan(0);
        expect(chunk).toBeLessThanOrEqual(Math.min(left, MAX_CHUNK_BYTES));
        if (chunk < left) expect(chunk).toBeGreaterThanOrEqual(MIN_CHUNK_BYTES);
      }),
      propertyRuns(300),
    );
  });

  test('wastes less than a tenth of 20 MB over fifteen cuts, wherever they fall', () => {
    const size = 20 * 1024 * 1024;
    fc.assert(
      fc.property(fc.array(fc.nat(size - 1), { minLength: 15, maxLength: 15 }), (cuts) => {
        expect(sentBytes(size, cuts)).toBeLessThanOrEqual(size * 1.1);
      }),
      propertyRuns(300),
    );
  });
});
