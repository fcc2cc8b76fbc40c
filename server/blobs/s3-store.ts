import { Readable } from 'node:stream';
import { AwsClient } from 'aws4fetch';
import { type BlobStore, checkedName, checkedPrefix, proven, type StoredObject, WrongBytes } from './blob-store.ts';

export interface S3Settings {
  /** The service's address, such as http://minio:9000. */
  endpoint: string;
  bucket: string;
  region: string;
  accessKeyId: string;
  secretAccessKey: string;
  /** The bucket in the path, as MinIO has it; otherwise in front of the host. */
  pathStyle: boolean;
}

/** How long storage may take to answer; bodies take what they take. */
const PATIENCE_MS = 30_000;

/** Storage that speaks S3. Every request is signed (SigV4), bodies by the hash of their content. */
export const s3Store = ({
  endpoint,
  bucket,
  region,
  accessKeyId,
  secretAccessKey,
  pathStyle,
}: S3Settings): BlobStore => {
  const client = new AwsClient({ accessKeyId, secretAccessKey, region, service: 's3', retries: 0 });
  const base = new URL(endpoint);
  if (pathStyle) base.pathname = `${base.pathname.replace(/\/$/, '')}/${bucket}`;
  else base.hostname = `${bucket}.${base.hostname}`;
  const urlOf = (name: string) => new URL(`${base.href.replace(/\/$/, '')}/${checkedName(name)}`);

  const ask = async (method: string, url: URL, headers: Record<string, string> = {}, body?: BodyInit) => {
    const signed = await client.sign(url, { method, headers });
    const patience = AbortSignal.timeout(PATIENCE_MS);
    return fetch(signed.url, {
      method,
      headers: signed.headers,
      redirect: 'error',
      // A body is under way for as long as its sender and the storage need.
      ...(body ? { body, duplex: 'half' as const } : { signal: patience }),
    });
  };

  return {
    async put(name, content) {
      const url = urlOf(name);
      const headers = { 'content-length': String(content.sizeBytes), 'x-amz-content-sha256': content.sha256 };
      let wrong: unknown;
      const body = Readable.from(
        (async function* () {
          try {
            yield* proven(content);
          } catch (error) {
            wrong = error;
            throw error;
          }
        })(),
        { objectMode: false },
      );
      const answer = await ask('PUT', url, headers, Readable.toWeb(body) as ReadableStream).catch((error: unknown) => {
        // The storage never got the end of it, so it keeps nothing.
        throw wrong ?? error;
      });
      const told = await answer.text();
      if (wrong) {
        // It may have had enough by its own count before the end was judged here.
        await ask('DELETE', url).then(({ body: rest }) => rest?.cancel());
        throw wrong;
      }
      if (/XAmzContentSHA256Mismatch/.test(told)) throw new WrongBytes(`These are not the bytes of ${content.sha256}.`);
      if (!answer.ok) throw trouble('PUT', answer, told);
    },

    async get(name, range) {
      const headers = range && { range: `bytes=${range.first}-${range.last}` };
      const answer = await ask('GET', urlOf(name), headers);
      if (!answer.ok || !answer.body) {
        const told = await answer.text();
        // A bucket that is missing is no absence of one file.
        if (tag(told, 'Code') === 'NoSuchKey') return null;
        throw trouble('GET', answer, told);
      }
      if (range && answer.status !== 206) throw trouble('GET of a range', answer, '');
      return answer.body;
    },

    async head(name) {
      const answer = await ask('HEAD', urlOf(name));
      if (answer.status === 404) return null;
      if (!answer.ok) throw trouble('HEAD', answer, '');
      return { sizeBytes: Number(answer.headers.get('content-length')) };
    },

    async delete(name) {
      const answer = await ask('DELETE', urlOf(name));
      if (!answer.ok && answer.status !== 404) throw trouble('DELETE', answer, await answer.text());
      await answer.body?.cancel();
    },

    async *list(prefix) {
      let token: string | null = null;
      do {
        const url = new URL(base);
        url.searchParams.set('list-type', '2');
        url.searchParams.set('prefix', checkedPrefix(prefix));
        if (token) url.searchParams.set('continuation-token', token);
        const answer = await ask('GET', url);
        const text = await answer.text();
        if (!answer.ok) throw trouble('list', answer, text);
        yield* objectsIn(text);
        token = tag(text, 'IsTruncated') === 'true' ? tag(text, 'NextContinuationToken') : null;
      } while (token);
    },

    async presign(name, seconds) {
      const url = urlOf(name);
      url.searchParams.set('X-Amz-Expires', String(seconds));
      return (await client.sign(url, { method: 'GET', aws: { signQuery: true } })).url;
    },
  };
};

const trouble = (what: string, answer: Response, told: string) =>
  new Error(`The storage answered ${answer.status} to a ${what}${tag(told, 'Code') ? `: ${tag(told, 'Code')}` : ''}.`);

/** The storage's lists are flat, and of names we gave: what stands between two tags is all there is to read. */
const tag = (xml: string, name: string): string | null => {
  const [, found] = new RegExp(`<${name}>([^<]*)</${name}>`).exec(xml) ?? [];
  return found?.replace(/&(amp|lt|gt|quot|apos|#39|#34);/g, (_, entity: string) => ENTITIES[entity] ?? '') ?? null;
};
const ENTITIES: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", '#39': "'", '#34': '"' };

const objectsIn = (xml: string): StoredObject[] =>
  [...xml.matchAll(/<Contents>(.*?)<\/Contents>/gs)].map(([, entry = '']) => ({
    name: tag(entry, 'Key') ?? '',
    sizeBytes: Number(tag(entry, 'Size')),
    modifiedAt: Date.parse(tag(entry, 'LastModified') ?? ''),
  }));
