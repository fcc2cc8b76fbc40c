import type { Catalogue, CatalogueEntry } from '@hornbook/shared/content/pack.ts';
import { type Context, Hono } from 'hono';
import { courseSigner, type SignsCourses } from '../content/course-signer.ts';
import { sha256 } from '../content/sha256.ts';
import type { Services } from '../services.ts';
import { rangeWithin, readRange } from './byte-range.ts';
import { compressed } from './compressed.ts';

interface Blob {
  media_type: string;
  size: string;
  encoding: 'br' | 'gzip' | null;
  bytes: Buffer | null;
}

const HASH = /^[0-9a-f]{64}$/;
const FOR_EVER = 'public, max-age=31536000, immutable';

/** /packs: the catalogue, which changes, and the files of packs, which never do. Public: nothing here is a learner's. */
export const packsRoutes = ({ database }: Pick<Services, 'database'>) => {
  let signing: Promise<SignsCourses> | null = null;
  const signs = (): Promise<SignsCourses> => {
    signing ??= courseSigner(database).catch((error: unknown) => {
      signing = null;
      throw error;
    });
    return signing;
  };

  const catalogue = async (): Promise<Catalogue> => {
    const { signer, sign } = await signs();
    const rows = await database.query<{ entry: CatalogueEntry; number: number; hidden: boolean }>(`
      select v.entry, v.number, c.unpublished_at is not null as hidden
      from courses c join course_versions v on v.version = c.current_version
      where c.published_at is not null and c.retired_at is null
      order by c.title, c.id`);
    const courses = rows.map(({ entry, number, hidden }) => ({
      ...entry,
      number,
      signature: sign({ ...entry, number }),
      ...(hidden && { hidden: true as const }),
    }));
    return { format: 1, signer, courses };
  };

  /** One query, which brings no more bytes than the answer needs. */
  const readBlob = async (hash: string, encodings: readonly string[], from: number | null, length: number | null) => {
    const [blob] = await database.query<Blob>(
      `select media_type, size_bytes::text as size,
         case when $2 and brotli is not null then 'br' when $3 and gzip is not null then 'gzip' end as encoding,
         case when $4::int is not null then substring(bytes from $4 for $5)
           when $2 and brotli is not null then brotli when $3 and gzip is not null then gzip else bytes end as bytes
       from pack_blobs where sha256 = $1`,
      [hash, encodings.includes('br'), encodings.includes('gzip'), from, length],
    );
    return blob;
  };

  return new Hono()
    .get('/catalogue', async (c) => {
      const list = await catalogue();
      const body = JSON.stringify(list);
      // Weak: the same entries, compressed or not, whichever process of the service signed them.
      const unsigned = list.courses.map(({ signature, ...entry }) => entry);
      const etag = `W/"${sha256(JSON.stringify([list.signer, unsigned])).slice(0, 32)}"`;
      const headers = { 'cache-control': 'no-cache', etag };
      if (matches(c.req.header('if-none-match'), etag))
        return c.body(null, 304, { ...headers, vary: 'Accept-Encoding' });
      const { bytes, headers: encoded } = await compressed(body, c.req.header('accept-encoding'));
      return c.body(bytes, 200, {
        ...headers,
        ...encoded,
        vary: 'Accept-Encoding',
        'content-type': 'application/json',
      });
    })
    .get('/:hash', async (c) => {
      const hash = c.req.param('hash');
      if (!HASH.test(hash)) return c.json({ message: 'There is nothing here.' }, 404);
      const always = { 'cache-control': FOR_EVER, vary: 'Accept-Encoding', 'accept-ranges': 'bytes' };
      // The name is the content: whoever has any form of it has the right one.
      if (matches(c.req.header('if-none-match'), `"${hash}"`))
        return c.body(null, 304, { ...always, etag: `"${hash}"` });

      const ifRange = c.req.header('if-range');
      const range = !ifRange || ifRange === `"${hash}"` ? readRange(c.req.header('range')) : null;
      if (range) {
        const whole = await readBlob(hash, [], 1, 0);
        if (!whole) return missing(c);
        const size = Number(whole.size);
        const within = rangeWithin(range, size);
        if (!within)
          return c.json({ message: 'The file ends before that.' }, 416, { 'content-range': `bytes */${size}` });
        const { first, last } = within;
        const part = await readBlob(hash, [], first + 1, last - first + 1);
        return c.body(new Uint8Array(part?.bytes ?? []), 206, {
          ...always,
          etag: `"${hash}"`,
          'content-type': whole.media_type,
          'content-range': `bytes ${first}-${last}/${size}`,
        });
      }

      const blob = await readBlob(hash, acceptedEncodings(c.req.header('accept-encoding')), null, null);
      if (!blob?.bytes) return missing(c);
      return c.body(new Uint8Array(blob.bytes), 200, {
        ...always,
        // A strong tag names bytes as sent.
        etag: blob.encoding ? `"${hash}-${blob.encoding}"` : `"${hash}"`,
        ...(blob.encoding ? { 'content-encoding': blob.encoding } : {}),
        'content-type': blob.media_type,
        'content-length': String(blob.bytes.byteLength),
      });
    });
};

const missing = (c: Context): Response =>
  c.json({ message: 'This file is not here. The course may have been published by another service.' }, 404);

/** Whether an If-None-Match names the tag, in any of its encoded forms. */
const matches = (header: string | undefined, etag: string): boolean => {
  const plain = (tag: string) =>
    tag
      .trim()
      .replace(/^W\//, '')
      .replace(/-(br|gzip)"$/, '"');
  return header?.split(',').some((tag) => plain(tag) === plain(etag)) ?? false;
};

const acceptedEncodings = (header: string | undefined): string[] =>
  (header ?? '').split(',').flatMap((part) => {
    const [name = '', ...parameters] = part
      .trim()
      .toLowerCase()
      .split(/\s*;\s*/);
    return parameters.some((parameter) => /^q=0(\.0*)?$/.test(parameter)) ? [] : [name];
  });
